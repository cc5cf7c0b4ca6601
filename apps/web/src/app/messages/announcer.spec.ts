import { TestBed } from '@angular/core/testing';
import { Announcer } from './announcer';

describe('Announcer', () => {
  it('keeps every line of a burst, in order, and no more than can be read', () => {
    const announcer = TestBed.inject(Announcer);

    for (let line = 1; line <= 40; line++) announcer.say(`line ${line}`);

    const texts = announcer.lines().map(({ text }) => text);
    expect(texts).toHaveLength(30);
    expect([texts[0], texts.at(-1)]).toEqual(['line 11', 'line 40']);
    expect(new Set(announcer.lines().map(({ key }) => key)).size).toBe(30);
  });
});
