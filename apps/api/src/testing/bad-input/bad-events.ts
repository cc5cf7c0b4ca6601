import type { ErrorCode } from '@perto/contract';
import type { Cast } from './attempt';
import { NAMES_OF_JAVASCRIPT, NASTY_TEXTS } from './bad-values';

/** What a client emits: the event's name and whatever goes with it. */
export interface BadEvent {
  event: string;
  payload: unknown[];
  expected: ErrorCode;
}

/** A word that stands in payloads only: an answer that holds it echoes what was sent. */
export const MARK = 'echo-me-not';

const NO_OBJECTS: Record<string, unknown[]> = {
  nothing: [],
  null: [null],
  undefined: [undefined],
  'a number': [5],
  'a text': [MARK],
  'a boolean': [true],
  'an empty object': [{}],
  'an empty list': [[]],
  'a list of one': [[{ ID: MARK, token: MARK }]],
  'two payloads': [
    { ID: MARK, token: MARK },
    { ID: MARK, token: MARK },
  ],
  bytes: [Buffer.from(MARK)],
  'an object with bytes': [{ ID: Buffer.from(MARK), token: MARK }],
  'a function that is not the last': [() => undefined, { ID: MARK }],
};

const WRONG_VALUES: Record<string, unknown> = {
  null: null,
  'a number': 5,
  'a list': [MARK],
  'an object': { toString: MARK },
  'an empty text': '',
};

/** Events of `new_client` and `new_bot` that have to be refused, and events that there are not. */
export function badEvents(cast: Cast): Record<string, BadEvent> {
  const events: Record<string, BadEvent> = {};
  const { ana, rui } = cast;
  for (const event of ['new_client', 'new_bot'])
    for (const [what, payload] of Object.entries(NO_OBJECTS))
      events[`${event} ${what}`] = { event, payload, expected: 'invalid_request' };
  const introduce = (id: unknown, token: unknown, expected: ErrorCode): BadEvent => ({
    event: 'new_client',
    payload: [{ ID: id, token }],
    expected,
  });
  for (const [what, value] of Object.entries(WRONG_VALUES)) {
    events[`new_client ID: ${what}`] = introduce(value, ana.token, 'invalid_request');
    events[`new_client token: ${what}`] = introduce(ana.id, value, 'invalid_request');
    events[`new_bot ID: ${what}`] = {
      event: 'new_bot',
      payload: [{ ID: value, token: MARK }],
      expected: 'invalid_request',
    };
  }
  for (const [what, text] of Object.entries(NASTY_TEXTS)) {
    events[`new_client ID: ${what}`] = introduce(text, ana.token, 'invalid_request');
    events[`new_client token: ${what}`] = introduce(
      ana.id,
      text,
      text.length > 512 ? 'invalid_request' : 'unauthenticated',
    );
    events[`an event called ${what}`] = { event: text, payload: [MARK], expected: 'unknown_event' };
  }
  for (const name of NAMES_OF_JAVASCRIPT) {
    events[`new_client ID: ${name}`] = introduce(name, ana.token, 'forbidden');
    events[`an event called ${name}`] = { event: name, payload: [MARK], expected: 'unknown_event' };
  }
  const names = [
    '',
    'error',
    'message',
    'New_Client',
    'new_movement',
    'new_message',
    'exception',
    '*',
    'ping',
  ];
  for (const name of names)
    events[`an event called “${name}”`] = { event: name, payload: [{ MARK }], expected: 'unknown_event' };
  return {
    ...events,
    'new_client without a token': {
      event: 'new_client',
      payload: [{ ID: ana.id }],
      expected: 'invalid_request',
    },
    'new_client without an ID': {
      event: 'new_client',
      payload: [{ token: ana.token }],
      expected: 'invalid_request',
    },
    'new_client with a forged token': introduce(ana.id, 'forged', 'unauthenticated'),
    'new_client with an expired token': introduce(ana.id, cast.expiredToken, 'unauthenticated'),
    'new_client with a revoked token': introduce(ana.id, cast.revokedToken, 'unauthenticated'),
    'new_client with the token of another': introduce(rui.id, ana.token, 'forbidden'),
    'new_client in capitals': introduce(ana.id.toUpperCase(), ana.token, 'forbidden'),
    'new_client with a Cyrillic letter': introduce(ana.id.replace('a', 'а'), ana.token, 'invalid_request'),
    'new_bot with a token nobody gave it': {
      event: 'new_bot',
      payload: [{ ID: 'canteen', token: MARK }],
      expected: 'unauthenticated',
    },
    'new_bot without a token': {
      event: 'new_bot',
      payload: [{ ID: 'canteen' }],
      expected: 'unauthenticated',
    },
  };
}

/** Packets that no client library writes; the server hangs up on whoever sends one. */
export const BROKEN_PACKETS: Record<string, string> = {
  'a packet of no type': '4999',
  'no packet at all': '4',
  'broken JSON': '42["new_client",{',
  'an object for a list': '42{"new_client":1}',
  'an empty list': '42[]',
  'a reserved event': '42["disconnect"]',
  'the end of a connection that was told as an event': '42["disconnecting","transport close"]',
  'an introduction of a listener': '42["newListener",{}]',
  'bytes that never come, then something else':
    '451-["new_client",{"_placeholder":true,"num":0}]\u001e42["x"]',
  'more bytes than there may be': '4599-["new_client"]',
  'a second connection without a name': '40/__proto__,',
};
