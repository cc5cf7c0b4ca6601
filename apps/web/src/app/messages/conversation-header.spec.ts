import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { Person } from '../people/person';
import { ConversationHeader } from './conversation-header';

const torre = { id: 't', name: 'Torre Norte' };
const rui: Person = {
  id: 'rui',
  name: 'Rui',
  building: torre,
  distance: 30,
  at: { latitude: 38.7, longitude: -9.1 },
};

describe('ConversationHeader', () => {
  let fixture: ComponentFixture<ConversationHeader>;
  const page = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const detail = (): string => page().querySelector('.who p')!.textContent;
  const hairline = (): HTMLElement => page().querySelector('.hairline span')!;
  const button = (testId: string): HTMLElement | null => page().querySelector(`[data-testid=${testId}]`);

  async function given(person: Person | null, more: Record<string, unknown> = {}): Promise<void> {
    fixture = TestBed.createComponent(ConversationHeader);
    for (const [name, value] of Object.entries({ person, range: 120, ...more }))
      fixture.componentRef.setInput(name, value);
    await fixture.whenStable();
  }

  it('says how far somebody is, and where', async () => {
    await given(rui);
    expect(detail()).toBe('30 m · Torre Norte');

    await given({ ...rui, building: null });

    expect(detail()).toBe('30 m · Outdoors');
  });

  it('draws the way to somebody as its part of the range, and never as more than that', async () => {
    await given(rui);
    expect(hairline().style.width).toBe('25%');

    await given({ ...rui, distance: 500 });

    expect(hairline().style.width).toBe('100%');
  });

  it('says that somebody is out of range, draws no way and offers no map', async () => {
    await given({ id: 'rui', name: 'Rui', building: null });

    expect(detail()).toBe('Out of your range');
    expect(hairline().hidden).toBe(true);
    expect(button('show-on-map')).toBeNull();
  });

  it('says of when the distance is while nobody tells it', async () => {
    await given(rui, { knownAt: new Date(2026, 10, 22, 14, 32).getTime() });

    expect(detail()).toBe('At 30 m at 14:32');
  });

  it('says of a bot which building it speaks to, where that is known', async () => {
    const cantina: Person = { id: 'cantina', name: 'cantina', building: null };
    await given(cantina, { bot: true, building: 'Torre Norte' });
    expect(detail()).toBe('Bot of Torre Norte');

    await given(cantina, { bot: true });

    expect(detail()).toBe('Bot');
  });

  it('says what the conversation with several is', async () => {
    await given(null);

    expect(button('talking-to')!.textContent.trim()).toBe('To several people');
    expect(detail()).toBe('What you sent to several');
  });

  it('closes by either way back, and asks for the map', async () => {
    await given(rui);
    const asked: string[] = [];
    fixture.componentInstance.closed.subscribe(() => asked.push('closed'));
    fixture.componentInstance.mapAsked.subscribe(() => asked.push('map'));

    for (const way of ['back', 'close-conversation', 'show-on-map']) button(way)!.click();

    expect(asked).toEqual(['closed', 'closed', 'map']);
  });
});
