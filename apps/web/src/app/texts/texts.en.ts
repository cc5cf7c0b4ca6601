import { LIMITS } from '@perto/contract';

/** `1 person`, `14 people`: the noun agrees with its number. */
const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`);
const seconds = (count: number): string => `${count} s`;

/** Every text of the page in English. Another language is another object of the type `Texts`. */
export const english = {
  locale: 'en',
  title: 'Perto',
  units: {
    metres: (value: number): string => (value < 1000 ? `${Math.round(value)} m` : `${kilometres(value)} km`),
    metresSpoken: (value: number): string =>
      Math.round(value) === 1 ? '1 metre' : `${Math.round(value)} metres`,
    people,
    ago: (age: number): string => {
      if (age < 60) return `${Math.max(0, Math.round(age))} s ago`;
      if (age < 3600) return `${Math.round(age / 60)} min ago`;
      return `${Math.round(age / 3600)} h ago`;
    },
  },
  welcome: {
    question: 'Who is near you?',
    promise: 'See on the campus map who is around, and talk to them, as far as you choose.',
    ask: 'Anyone got a USB-C charger?',
    answer: 'I do, second floor',
    signIn: 'Sign in with Fénix',
    signInAgain: 'Sign in again',
    standIn: 'This server signs in made-up people: nobody here is real.',
    keeps: 'We keep only your name and your user id.',
    erased: 'When you leave, your last position is erased.',
    expired: 'Your session ended. Sign in again.',
    signedOut: 'You left Perto.',
    signedOutErased: 'Your last position was erased.',
    signedOutElsewhere:
      'If you are still signed in on another device, people see you there until you leave there too.',
    loading: 'Opening Perto…',
    away: 'Perto does not answer.',
    awayWhy: 'The server or your network is away for the moment. Nothing of yours is lost.',
    retry: 'Try again',
  },
  place: {
    youAreIn: 'You are in',
    outdoors: 'Outdoors',
    unknown: 'Where are you?',
    locating: 'Finding your position…',
    device: 'Device position',
    byHand: 'Set by you',
    accuracy: (metres: number): string => `±${english.units.metres(metres)}`,
    stale: (age: number): string => `Last position ${english.units.ago(age)}`,
    refused: 'You can use Perto without your device’s position. Say where you are.',
    refusedShort: 'Position refused by the browser',
    refusedHow:
      'To allow it again, open the site settings beside the address and let Perto know your location.',
    unavailable: 'Your device cannot find its position right now. Say where you are.',
    unavailableShort: 'No position from the device',
    insecure: 'Browsers give the position only to addresses with https. Say where you are instead.',
    insecureShort: 'No device position without https',
    coarse: (metres: number): string =>
      `Your device is only sure to within ${english.units.metres(metres)}, so Perto does not use that. Say where you are.`,
    coarseShort: 'Device position too rough',
    ignored: (metres: number): string =>
      `Your device jumped ${english.units.metres(metres)} at once. Perto waits for a position it can believe.`,
    notSent: 'Your position has not reached Perto yet. Trying again.',
    mark: 'Mark on map',
    chooseBuilding: 'Choose a building',
    useDevice: 'Use device position',
    change: 'Set my position',
    editor: 'Where are you?',
    editorHint: 'Click on the map, drag your dot, choose a building or type numbers.',
    latitude: 'Latitude',
    longitude: 'Longitude',
    set: 'Set position',
    done: 'Done',
    buildings: 'Buildings',
    wrongNumbers: 'Latitude is between −90 and 90, longitude between −180 and 180.',
  },
  range: {
    label: 'Range',
    metresLabel: 'Range in metres',
    spoken: (metres: number, count: number): string =>
      `${english.units.metresSpoken(metres)}, ${people(count)}`,
    marks: ['10', '50', '200', '1 km', '5 km'],
    wrong: `Between ${LIMITS.minRadiusMetres} and ${LIMITS.maxRadiusMetres} metres`,
    notSaved: (why: string): string => `The range was not saved. ${why}`,
  },
  tabs: {
    label: 'Who and what is near',
    nearby: 'Nearby',
    building: 'Building',
    messages: 'Messages',
    unread: (count: number): string => (count === 1 ? '1 unread' : `${count} unread`),
  },
  people: {
    listNearby: 'People in range',
    listBuilding: 'People in this building',
    empty: (metres: number): string => `Nobody within ${english.units.metres(metres)}`,
    emptyHint: 'Whoever arrives appears here.',
    widen: (metres: number): string => `Widen to ${english.units.metres(metres)}`,
    noBuilding: 'You are in no building',
    noBuildingHint: 'Inside a building you see here who else is in it.',
    emptyBuilding: (name: string): string => `Nobody else in ${name}`,
    noPosition: 'Nobody to show yet',
    noPositionHint: 'As soon as Perto knows where you are, the people around appear here.',
    loading: 'Looking around…',
    outdoors: 'Outdoors',
    write: 'Write',
    writeTo: (name: string): string => `Write to ${name}`,
    choose: (name: string): string => `Choose ${name}`,
    away: 'The lists could not be refreshed.',
    onMap: (name: string, distance: string, place: string): string => `${name}, ${distance}, ${place}`,
  },
  messages: {
    list: 'Messages',
    empty: 'No messages yet',
    emptyHint: 'What you write and what people write to you appears here.',
    you: 'You',
    me: 'me',
    to: (names: string): string => `To ${names}`,
    toMany: (count: number): string => `To ${people(count)}`,
    bot: 'bot',
    sending: 'Sending…',
    sent: 'Sent',
    failed: 'Not sent.',
    retry: 'Try again',
    discard: 'Discard',
    gone: (name: string, others: number): string =>
      others > 0 ? `${name} is out of reach. Send to the other ${others}?` : `${name} is out of reach.`,
    sendToOthers: (others: number): string => `Send to ${others}`,
    older: 'Show older messages',
    today: 'Today',
    yesterday: 'Yesterday',
    historyAway: 'Older messages could not be fetched.',
    spoken: (sender: string, text: string, time: string): string => `${sender}: ${text}, ${time}`,
  },
  composer: {
    label: 'Message',
    placeholder: (count: number): string =>
      count === 0
        ? 'Nobody nearby to write to'
        : count === 1
          ? 'Write to the person nearby…'
          : `Write to the ${count} people nearby…`,
    placeholderChosen: (count: number): string =>
      `Write to ${count === 1 ? '1 chosen person' : `${count} chosen people`}…`,
    placeholderOne: (name: string): string => `Write to ${name}…`,
    placeholderNobody: 'Choose people in the lists…',
    to: 'To',
    toEveryone: (count: number, metres: number): string =>
      `${count} nearby, up to ${english.units.metres(metres)}`,
    toBuilding: (count: number, name: string): string => `${count} in ${name}`,
    toChosen: (count: number): string => `${count} chosen`,
    toOne: (name: string): string => `Only ${name}`,
    audience: 'Who gets it?',
    everyone: 'Everyone nearby',
    everyoneHint: (count: number, metres: number): string =>
      `${people(count)} up to ${english.units.metres(metres)}`,
    building: (name: string): string => `Everyone in ${name}`,
    buildingHint: (count: number): string => `${people(count)} in the building`,
    choose: 'Choose people…',
    chooseHint: 'Check them in the lists',
    many: (count: number): string => `Send to ${count} people?`,
    manyYes: 'Send',
    manyNo: 'Not yet',
    send: 'Send',
    counter: (count: number): string => `${count} of ${LIMITS.maxMessageCharacters} characters`,
    tooLong: (over: number): string => (over === 1 ? '1 character too many' : `${over} characters too many`),
  },
  connection: {
    connecting: 'Connecting…',
    online: 'Online',
    lost: (wait: number): string =>
      wait > 0 ? `Connection lost. Retrying in ${seconds(wait)}` : 'Connection lost. Retrying…',
    refused: (why: string): string => `Perto refused the connection. ${why}`,
    retry: 'Retry now',
  },
  account: {
    signOut: 'Sign out',
    signingOut: 'Leaving…',
    signedInAs: (name: string): string => `Signed in as ${name}`,
    signOutFailed: 'You are still signed in: Perto did not answer. Try again.',
  },
  map: {
    label: 'Map of the campus',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    centre: 'Centre on me',
    setPosition: 'Set my position',
    drawn: 'Map drawn by Perto',
    me: 'You',
    handle: 'Range',
    placing: 'Click or tap where you are',
  },
  sheet: {
    raise: 'Show more of the lists',
    lower: 'Show more of the map',
  },
  failure: {
    network: 'No answer from Perto. Check your network.',
    busy: (wait: number): string => `Too much at once. Wait ${seconds(wait)} and try again.`,
    away: (wait: number): string => `A part of Perto is away for the moment. Try again in ${seconds(wait)}.`,
    tooLarge: 'That is too large to send.',
    refused: 'Perto does not allow that.',
    invalid: (why: string): string => `That is not allowed: ${why}.`,
    expired: 'Your session ended. Sign in again.',
    unknown: 'Something went wrong on our side. Try again.',
  },
};

const kilometres = (metres: number): string => (metres / 1000).toFixed(metres % 1000 === 0 ? 0 : 1);

export type Texts = typeof english;
