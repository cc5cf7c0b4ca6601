import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { PeopleList } from './people-list';
import type { Person, PersonNews } from './person';

const at = { latitude: 38.7, longitude: -9.1 };
const torre = { id: 't', name: 'Torre Norte' };

function person(id: string, more: Partial<Person> = {}): Person {
  return { id, name: `Name of ${id}`, at, building: torre, distance: 27, ...more };
}

describe('PeopleList', () => {
  let fixture: ComponentFixture<PeopleList>;
  const opened = jest.fn();
  const toggled = jest.fn();
  const page = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const rows = (): HTMLElement[] => [...page().querySelectorAll<HTMLElement>('[data-testid=person]')];
  const ids = (): string =>
    rows()
      .map(({ dataset }) => dataset['id'])
      .join(' ');
  const control = (id: string): HTMLElement =>
    rows()
      .find(({ dataset }) => dataset['id'] === id)!
      .querySelector('button, input')!;

  async function set(inputs: Partial<Record<keyof PeopleList, unknown>>): Promise<void> {
    for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
    await fixture.whenStable();
  }

  async function given(
    people: Person[],
    inputs: Partial<Record<keyof PeopleList, unknown>> = {},
  ): Promise<void> {
    fixture = TestBed.createComponent(PeopleList);
    document.body.append(page());
    fixture.componentInstance.opened.subscribe(opened);
    fixture.componentInstance.toggled.subscribe(toggled);
    await set({ people, label: 'People in range', range: 120, ...inputs });
  }

  beforeEach(() => {
    opened.mockClear();
    toggled.mockClear();
  });
  afterEach(() => fixture.destroy());

  it('opens who was pressed, and while choosing checks them instead', async () => {
    const ana = person('ana');
    await given([ana]);
    control('ana').click();
    expect(opened).toHaveBeenCalledWith(ana);

    await set({ choosing: true, chosen: new Map([['ana', ana]]) });
    expect((control('ana') as HTMLInputElement).checked).toBe(true);
    control('ana').click();

    expect(toggled).toHaveBeenCalledWith(ana);
    expect(opened).toHaveBeenCalledTimes(1);
  });

  it('says what was last said with somebody, unread or lately; else where they are', async () => {
    const news = (more: Partial<PersonNews>): PersonNews => ({
      text: 'Olá',
      mine: false,
      unread: 0,
      recent: false,
      ...more,
    });
    await given(
      ['rui', 'ana', 'eva', 'zoe'].map((id) => person(id)),
      {
        news: new Map([
          ['rui', news({ unread: 2 })],
          ['ana', news({ mine: true, recent: true, text: 'Vou já' })],
          ['eva', news({ text: 'Ontem' })],
        ]),
      },
    );
    const words = rows().map(({ textContent }) => textContent.replace(/\s+/g, ' '));

    expect(words[0]).toContain('Olá');
    expect(words[0]).toContain('2 unread');
    expect(words[1]).toContain('You: Vou já');
    expect(words[2]).toContain('Torre Norte');
    expect(words[3]).toContain('Torre Norte');
  });

  it('says of when the positions are while they cannot be refreshed', async () => {
    await given([person('ana')], { knownAt: new Date(2026, 10, 22, 14, 32).getTime() });

    expect(rows()[0]!.textContent).toContain('Position at 14:32');
    expect(rows()[0]!.textContent).not.toContain('Torre Norte');
  });

  it('does not say outdoors of somebody whose place is not known', async () => {
    await given([{ id: 'ist1', name: 'ist1', building: null }]);

    expect(rows()[0]!.textContent).not.toContain('Outdoors');
  });

  it('moves no row while the pointer is inside, and puts them right when it has left', async () => {
    await given([person('ana'), person('rui')]);
    page().dispatchEvent(new Event('pointerenter'));
    await set({ people: [person('eva'), person('rui'), person('ana')] });
    expect(ids()).toBe('ana rui eva');

    page().dispatchEvent(new Event('pointerleave'));
    await fixture.whenStable();

    expect(ids()).toBe('eva rui ana');
  });

  it('moves no row while the focus is inside, but shows another list in its own order', async () => {
    await given([person('ana'), person('rui')]);
    control('rui').focus();
    await set({ people: [person('rui'), person('ana')] });
    expect(ids()).toBe('ana rui');
    expect(document.activeElement).toBe(control('rui'));

    await set({ people: [person('rui'), person('ana')], label: 'People in this building' });

    expect(ids()).toBe('rui ana');
  });

  it('gives the focus to the next row when the one that has it leaves', async () => {
    await given([person('ana'), person('rui'), person('eva')]);
    control('rui').focus();

    await set({ people: [person('ana'), person('eva')] });

    expect(document.activeElement).toBe(control('eva'));
  });

  it('takes no focus back that was somewhere else already', async () => {
    await given([person('ana'), person('rui')]);
    control('rui').focus();
    control('rui').blur();
    await new Promise((resolve) => setTimeout(resolve));

    await set({ people: [person('ana')] });

    expect(document.activeElement).toBe(document.body);
  });

  describe('of many people', () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      person(`p${index}`, {
        building: index < 46 ? torre : null,
        name: index === 50 ? 'José Álvares' : `P ${index}`,
      }),
    );
    const headings = (): string[] =>
      [...page().querySelectorAll('h2')].map(
        (heading) =>
          `${heading.querySelector('bdi')?.textContent}: ${heading.querySelector('.hidden-text')?.textContent}`,
      );
    const field = (): HTMLInputElement => page().querySelector('input[type=search]')!;

    async function search(words: string): Promise<void> {
      field().value = words;
      field().dispatchEvent(new Event('input'));
      await fixture.whenStable();
    }

    it('groups by building, and counts what each group shows', async () => {
      await given(many);

      expect(headings()).toEqual(['Torre Norte: 46 people', 'Outdoors: 14 people']);
    });

    it('finds by name without accents, says how many, and says when nobody is found', async () => {
      await given(many);
      expect(field().placeholder).toBe('Search among 60 people');

      await search('alvares jose');
      expect(ids()).toBe('p50');
      expect(page().querySelector('[role=status]')!.textContent).toBe('1 person found');
      await search('nobody at all');

      expect(rows()).toHaveLength(0);
      expect(page().textContent).toContain('Nobody here has that name.');
    });

    it('needs no search when they are few', async () => {
      await given(many.slice(0, 50));

      expect(field()).toBeNull();
      expect(headings()).toEqual([]);
    });

    it('forgets the search with another list', async () => {
      await given(many);
      await search('alvares');

      await set({ label: 'People in this building' });

      expect(rows()).toHaveLength(60);
    });
  });
});
