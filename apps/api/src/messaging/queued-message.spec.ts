import { userAddress } from '../auth/address';
import type { Deliverable } from './message';
import { packed, PublicationReader } from './queued-message';

const sender = { kind: 'bot', id: 'weather' } as const;
const rui = userAddress('rui');
const eva = userAddress('eva');

const saying = (text: string): Deliverable => ({
  message: { id: '7', kind: 'text', sender, text, sentAt: 1_790_000_000_000, recipientCount: 2 },
  sender: { ...sender, name: 'weather' },
});
const publication = (text: string): Buffer =>
  packed(saying(text), [
    { recipient: rui, sequence: 3 },
    { recipient: eva, sequence: 8 },
  ]);

describe('the reader of publications', () => {
  let reader: PublicationReader;
  beforeEach(() => {
    reader = new PublicationReader();
  });

  it('tells each recipient the same message, and their own number', () => {
    const ofRui = reader.read(publication('Rain'), 'a name', rui);
    const ofEva = reader.read(publication('Rain'), 'a name', eva);

    expect([ofRui.sequence, ofEva.sequence]).toEqual([3, 8]);
    expect(ofRui.deliverable).toEqual(saying('Rain'));
    expect(ofEva.deliverable).toBe(ofRui.deliverable); // read once
  });

  it('believes the content, not the name', () => {
    reader.read(publication('Rain'), 'a name', rui);

    const other = reader.read(publication('Sun'), 'a name', eva);

    expect(other.deliverable.message.text).toBe('Sun');
  });

  it('reads what has no name', () => {
    expect(reader.read(publication('Rain'), undefined, eva).sequence).toBe(8);
  });

  it.each([
    ['what is no JSON', Buffer.from('Rain')],
    ['what is no message', Buffer.from('{"sequences":{"user.rui":1}}')],
  ])('refuses %s, also under a name that it knows', (_, content) => {
    reader.read(publication('Rain'), 'a name', rui);

    expect(() => reader.read(content, 'a name', rui)).toThrow('It is not a message');
  });

  it('refuses a publication for somebody who has no number in it', () => {
    expect(() => reader.read(publication('Rain'), 'a name', userAddress('zoe'))).toThrow('no number');
  });

  it('goes on after many others', () => {
    const read = (text: string) => reader.read(publication(text), text, rui).deliverable.message.text;
    const texts = Array.from({ length: 300 }, (_, index) => `Word ${index}`);

    expect([...texts, ...texts].map(read)).toEqual([...texts, ...texts]);
  });
});
