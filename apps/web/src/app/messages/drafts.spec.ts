import { TestBed } from '@angular/core/testing';
import { Session } from '../session/session';
import { Drafts, TO_THE_LISTS } from './drafts';

describe('Drafts', () => {
  function givenDrafts(id = 'ana'): Drafts {
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({ providers: [{ provide: Session, useValue: { id: () => id } }] });
    const drafts = TestBed.inject(Drafts);
    drafts.load();
    return drafts;
  }

  beforeEach(() => sessionStorage.clear());

  it('keep each conversation’s text over a reload, and for that person only', () => {
    const drafts = givenDrafts();
    drafts.change('rui', 'Olá Rui');
    drafts.change(TO_THE_LISTS, 'Alguém?');

    const again = givenDrafts();

    expect([again.of('rui'), again.of(TO_THE_LISTS), again.of('eva')]).toEqual(['Olá Rui', 'Alguém?', '']);
    expect(givenDrafts('eva').of('rui')).toBe('');
  });

  it('leave with the person', () => {
    const drafts = givenDrafts();
    drafts.change('rui', 'Olá');

    drafts.clear();

    expect(givenDrafts().of('rui')).toBe('');
  });
});
