import { harmless } from './text.mjs';

/** Each event as a line of text, or of JSON: for pipes and files. */
export class Lines {
  /** @param {{ json: boolean, write: (text: string) => void }} options */
  constructor({ json, write }) {
    Object.assign(this, { json, write });
  }

  begin() {}

  note(event) {
    const at = new Date();
    if (this.json) this.write(`${JSON.stringify({ at: at.toISOString(), ...event })}\n`);
    else this.write(`${at.toTimeString().slice(0, 8)}  ${harmless(sentenceOf(event))}\n`);
  }

  end() {}
}

function sentenceOf({ kind, who: { id, name }, ...event }) {
  const person = `${name} (${id})`;
  switch (kind) {
    case 'arrived':
      return `${person} arrived: ${event.place}`;
    case 'moved':
      return `${person} went from ${event.from} to ${event.place}`;
    case 'heard': {
      const { sender, text } = event.message;
      return `${person} heard ${nameOf(sender)} after ${event.milliseconds} ms in ${event.place}: ${text}`;
    }
    case 'wrote':
      return `${person} wrote to ${nameOf(event.to)}: ${event.text}`;
    case 'lost':
      return `${person} lost the connection`;
    case 'back':
      return `${person} is back${event.resumed ? '' : ', in a new session'}${event.missed ? ', and missed messages' : ''}`;
    case 'left':
      return `${person} left`;
    default:
      return `${person}: ${event.reason}`;
  }
}

/** A bot is called one: its author looks for it. */
export const nameOf = ({ kind, id, name = id }) => (kind === 'bot' ? `bot ${name}` : name);
