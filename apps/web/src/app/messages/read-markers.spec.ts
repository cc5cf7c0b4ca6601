import { TestBed } from '@angular/core/testing';
import { Session } from '../session/session';
import { ReadMarkers } from './read-markers';

describe('ReadMarkers', () => {
  function givenMarkers(): ReadMarkers {
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({ providers: [{ provide: Session, useValue: { id: () => 'ana' } }] });
    const markers = TestBed.inject(ReadMarkers);
    markers.load();
    return markers;
  }

  beforeEach(() => localStorage.clear());

  it('takes what was written before the first visit as read', () => {
    const markers = givenMarkers();
    expect(markers.ready()).toBe(false);

    markers.begin('41');

    expect(markers.ready()).toBe(true);
    expect(markers.seen('rui')).toBe('41');
  });

  it('remembers in this browser how far each conversation was read', () => {
    const markers = givenMarkers();
    markers.begin('9');
    markers.mark('rui', '10');

    const again = givenMarkers();

    expect([again.seen('rui'), again.seen('eva')]).toEqual(['10', '9']);
  });

  it('never goes back', () => {
    const markers = givenMarkers();
    markers.begin(null);
    markers.mark('rui', '100');

    markers.mark('rui', '99');

    expect(markers.seen('rui')).toBe('100');
  });

  it('follows what another tab of this browser has read', () => {
    const markers = givenMarkers();
    markers.begin('9');
    localStorage.setItem('perto.read.ana', JSON.stringify({ base: '9', seen: { rui: '12' } }));

    dispatchEvent(new StorageEvent('storage', { key: 'perto.read.ana' }));

    expect(markers.seen('rui')).toBe('12');
  });

  it('stays small however many people write', () => {
    const markers = givenMarkers();
    markers.begin('0');

    for (let id = 1; id <= 400; id++) markers.mark(`person-${id}`, String(id));

    const { seen } = JSON.parse(localStorage.getItem('perto.read.ana')!) as { seen: object };
    expect(Object.keys(seen).length).toBeLessThanOrEqual(300);
    expect(markers.seen('person-1')).toBe('100'); // forgotten, and still counted as read
    expect(markers.seen('person-400')).toBe('400');
  });

  it('begins anew when what is kept is not readable', () => {
    for (const kept of ['{', '3', '{"base":"x","seen":{}}', '{"base":"1"}']) {
      localStorage.setItem('perto.read.ana', kept);
      expect(givenMarkers().ready()).toBe(false);
    }
  });
});
