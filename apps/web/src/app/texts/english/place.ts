import { units } from './units';

export const place = {
  youAreIn: 'You are in',
  outdoors: 'Outdoors',
  unknown: 'Where are you?',
  locating: 'Finding your position…',
  device: 'Device position',
  byHand: 'Set by you',
  accuracy: (metres: number): string => `±${units.metres(metres)}`,
  stale: (age: number): string => `Last position ${units.ago(age)}`,
  refused: 'You can use Perto without your device’s position. Say where you are.',
  refusedShort: 'Position refused by the browser',
  refusedHow:
    'To allow it again, open the site settings beside the address and let Perto know your location.',
  unavailable: 'Your device cannot find its position right now. Say where you are.',
  unavailableShort: 'No position from the device',
  insecure: 'Browsers give the position only to addresses with https. Say where you are instead.',
  insecureShort: 'No device position without https',
  coarse: (metres: number): string =>
    `Your device is only sure to within ${units.metres(metres)}, so Perto does not use that. Say where you are.`,
  coarseShort: 'Device position too rough',
  ignored: (metres: number): string =>
    `Your device jumped ${units.metres(metres)} at once. Perto waits for a position it can believe.`,
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
};
