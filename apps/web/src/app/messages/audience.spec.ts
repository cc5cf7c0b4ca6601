import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Nearby } from '../people/nearby';
import type { Person } from '../people/person';
import { Session } from '../session/session';
import { Audience } from './audience';

const rui: Person = { id: 'rui', name: 'Rui', building: null, distance: 20 };
const eva: Person = { id: 'eva', name: 'Eva', building: null, distance: 40 };

describe('Audience', () => {
  const session = signal('ana');

  /** As the page has it after a reload. */
  function given(id = 'ana'): Audience {
    session.set(id);
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({
      providers: [
        { provide: Session, useValue: { id: session } },
        { provide: Nearby, useValue: { inRange: () => [rui, eva], inBuilding: () => [eva] } },
      ],
    });
    const audience = TestBed.inject(Audience);
    audience.load();
    return audience;
  }
  const ids = (audience: Audience): string[] => audience.people().map(({ id }) => id);

  beforeEach(() => sessionStorage.clear());

  it('is everybody in range at first, then whoever is asked for', () => {
    const audience = given();
    expect(ids(audience)).toEqual(['rui', 'eva']);

    audience.use('building');

    expect(ids(audience)).toEqual(['eva']);
  });

  it('keeps who was chosen over a reload, and for that person only', () => {
    const audience = given();
    audience.use('chosen');
    audience.toggle(rui);
    audience.toggle(eva);
    audience.toggle(rui);

    const again = given();

    expect([again.kind(), ...ids(again)]).toEqual(['chosen', 'eva']);
    expect(given('nuno').kind()).toBe('everyone');
  });

  it('stays with the people of one’s building over a reload', () => {
    given().use('building');

    expect(given().kind()).toBe('building');
  });

  it('does not turn a draft that was meant for a few into one for everybody', () => {
    const audience = given();
    audience.use('chosen');
    audience.toggle(rui);
    audience.toggle(rui);

    const again = given();

    expect([again.kind(), ...ids(again)]).toEqual(['chosen']);
  });

  it('forgets who was chosen once it goes to everybody again', () => {
    const audience = given();
    audience.use('chosen');
    audience.toggle(rui);

    audience.reset();

    expect(audience.chosen().size).toBe(0);
    expect(given().kind()).toBe('everyone');
  });

  it('forgets who was chosen when the person has signed out already', () => {
    const audience = given();
    audience.use('chosen');
    audience.toggle(rui);
    session.set('');

    audience.reset();

    expect(given().kind()).toBe('everyone');
  });

  it('keeps who was chosen for when a session that ended is back', () => {
    const audience = given();
    audience.use('chosen');
    audience.toggle(rui);

    audience.stop();

    expect(audience.kind()).toBe('everyone');
    expect(ids(given())).toEqual(['rui']);
  });

  it('writes to nobody in particular on the word of a storage that it cannot read', () => {
    for (const kept of ['{', '3', '{"id":"rui"}']) {
      sessionStorage.setItem('perto.audience.ana', kept);

      expect(given().kind()).toBe('everyone');
    }
    sessionStorage.setItem('perto.audience.ana', '[null,{"id":3,"name":"x"},{"id":"rui","name":"Rui"}]');

    expect(ids(given())).toEqual(['rui']);
  });
});
