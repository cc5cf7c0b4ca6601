import type { FenixPerson, FenixRole } from './fenix-person';
import { Markup, markup } from '../platform/http/markup';
import { STYLE } from './page-style';

/** Fields that a form carries along unseen. */
type Hidden = Record<string, string>;

interface Picker {
  application: string;
  action: string;
  hidden: Hidden;
  people: readonly FenixPerson[];
  /** What was typed and cannot be an id. */
  refused: { typed: string; why: string } | undefined;
}

interface Consent {
  application: string;
  action: string;
  hidden: Hidden;
  person: FenixPerson;
  scopes: readonly string[];
  cancelHref: string;
  againHref: string;
}

/** Characters from which a name gets a whole row. */
const LONG_NAME = 50;

/** What each scope opens, as Fenix's consent page would say. */
const SCOPES: Readonly<Record<string, string>> = {
  INFO: 'Your name, username, roles, campus and photograph, and with them gender, birthday and e-mail',
};

/** Who are you? Made-up people as buttons, and a field for any other id. */
export function pickerPage({ application, action, hidden, people, refused }: Picker): Markup {
  return layout(
    'Who do you want to be?',
    markup`
      <p class="lead">${application} asks who you are. Pick a made-up person; there is no password.</p>
      <form method="post" action="${action}">
        ${hiddenFields(hidden)}
        <ul class="people">${people.map(personButton)}</ul>
      </form>
      <form method="post" action="${action}" class="other">
        ${hiddenFields(hidden)}
        <label for="username">Or sign in with any id</label>
        <div class="row">
          <input id="username" name="username" value="${refused?.typed}" maxlength="50" required
            autocomplete="off" autocapitalize="none" spellcheck="false" placeholder="ist191234"
            aria-describedby="${refused ? 'why' : 'hint'}" aria-invalid="${refused ? 'true' : 'false'}"${refused && markup` autofocus`}>
          <button class="primary">Sign in</button>
        </div>
        ${
          refused
            ? markup`<p class="fault" id="why" role="alert">${refused.why}</p>`
            : markup`<p class="hint" id="hint">A person with that id is made up on the spot.</p>`
        }
      </form>`,
  );
}

/** May the application know? Shown once for each person. */
export function consentPage(consent: Consent): Markup {
  const { application, action, hidden, person, scopes, cancelHref, againHref } = consent;
  return layout(
    `Let ${application} know who you are?`,
    markup`
      <div class="who">${avatar(person)}${nameAndDetail(person)}</div>
      <p><a class="quiet" href="${againHref}">Be somebody else</a></p>
      <h2>${application} would see</h2>
      <ul class="scopes">${scopes.map(
        (scope) =>
          markup`<li><code>${scope}</code><span>${SCOPES[scope] ?? 'A further part of your record'}</span></li>`,
      )}</ul>
      <form method="post" action="${action}" class="decide">
        ${hiddenFields(hidden)}
        <button class="primary">Allow</button>
        <a class="secondary" href="${cancelHref}">Cancel</a>
      </form>`,
    'narrow',
  );
}

/** Something to read, and perhaps a way on. */
export function messagePage(title: string, text: string, way?: { href: string; label: string }): Markup {
  return layout(
    title,
    markup`<p class="lead">${text}</p>${way && markup`<p class="decide"><a class="primary" href="${way.href}">${way.label}</a></p>`}`,
    'narrow',
  );
}

function layout(title: string, content: Markup, width: 'wide' | 'narrow' = 'wide'): Markup {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} · Fénix stand-in</title>
<style>${STYLE}</style>
</head>
<body class="${width}">
<aside class="banner"><span class="mark" aria-hidden="true">!</span><p><strong>This is not Fénix.</strong> It is a local stand‑in, and everybody in it is made up.</p></aside>
<main><h1>${title}</h1>${content}</main>
</body>
</html>`;
}

function hiddenFields(fields: Hidden): Markup[] {
  return Object.entries(fields).map(
    ([name, value]) => markup`<input type="hidden" name="${name}" value="${value}">`,
  );
}

function personButton(person: FenixPerson): Markup {
  return markup`<li class="${person.name.length > LONG_NAME ? 'long' : ''}"><button class="person" name="username" value="${person.username}">${avatar(person)}${nameAndDetail(person)}</button></li>`;
}

function avatar({ name, username }: FenixPerson): Markup {
  const words = name.split(' ');
  const initials = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => [...(word ?? '')][0] ?? '');
  const sum = [...username].reduce((total, character) => total + character.charCodeAt(0), 0);
  return markup`<span class="avatar tone${sum % 8}" aria-hidden="true">${initials.join('')}</span>`;
}

function nameAndDetail(person: FenixPerson): Markup {
  const details = [
    ...person.roles.map(roleLabel),
    person.campus ?? 'no campus',
    ...(person.photo ? [] : ['no photo']),
  ];
  const phrases = details.map((detail) => markup` · <span class="phrase">${detail}</span>`);
  return markup`<span class="text"><span class="name">${person.name}</span> <span class="detail">${person.username}${phrases}</span></span>`;
}

function roleLabel(role: FenixRole): string {
  const acronyms = (registrations: { acronym: string }[]) =>
    registrations.map(({ acronym }) => acronym).join(', ');
  switch (role.type) {
    case 'STUDENT':
      return `Student ${acronyms(role.registrations)}`;
    case 'TEACHER':
      return `Teacher ${role.department.acronym}`;
    case 'ALUMNI':
      return `Alumni ${acronyms(role.concludedRegistrations)}`;
    case 'EMPLOYEE':
    case 'STAFF':
    case 'GRANT_OWNER': {
      const words = role.type.toLowerCase().replaceAll('_', ' ');
      return words.charAt(0).toUpperCase() + words.slice(1);
    }
  }
}
