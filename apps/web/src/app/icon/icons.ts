import add from '@material-symbols/svg-400/rounded/add.svg';
import admin from '@material-symbols/svg-400/rounded/admin_panel_settings.svg';
import apartment from '@material-symbols/svg-400/rounded/apartment.svg';
import arrowBack from '@material-symbols/svg-400/rounded/arrow_back.svg';
import arrowUpward from '@material-symbols/svg-400/rounded/arrow_upward.svg';
import campaign from '@material-symbols/svg-400/rounded/campaign.svg';
import check from '@material-symbols/svg-400/rounded/check.svg';
import checklist from '@material-symbols/svg-400/rounded/checklist.svg';
import close from '@material-symbols/svg-400/rounded/close.svg';
import cloudOff from '@material-symbols/svg-400/rounded/cloud_off.svg';
import doneAll from '@material-symbols/svg-400/rounded/done_all.svg';
import download from '@material-symbols/svg-400/rounded/download.svg';
import editLocation from '@material-symbols/svg-400/rounded/edit_location_alt.svg';
import error from '@material-symbols/svg-400/rounded/error.svg';
import groups from '@material-symbols/svg-400/rounded/groups.svg';
import overlap from '@material-symbols/svg-400/rounded/join_inner.svg';
import expandMore from '@material-symbols/svg-400/rounded/keyboard_arrow_down.svg';
import locationOff from '@material-symbols/svg-400/rounded/location_off.svg';
import logout from '@material-symbols/svg-400/rounded/logout.svg';
import mapSheet from '@material-symbols/svg-400/rounded/map.svg';
import myLocation from '@material-symbols/svg-400/rounded/my_location.svg';
import nearMe from '@material-symbols/svg-400/rounded/near_me.svg';
import person from '@material-symbols/svg-400/rounded/person.svg';
import remove from '@material-symbols/svg-400/rounded/remove.svg';
import schedule from '@material-symbols/svg-400/rounded/schedule.svg';
import search from '@material-symbols/svg-400/rounded/search.svg';
import mood from '@material-symbols/svg-400/rounded/sentiment_satisfied.svg';
import robot from '@material-symbols/svg-400/rounded/smart_toy.svg';
import syncProblem from '@material-symbols/svg-400/rounded/sync_problem.svg';
import timer from '@material-symbols/svg-400/rounded/timer.svg';
import touch from '@material-symbols/svg-400/rounded/touch_app.svg';
import upload from '@material-symbols/svg-400/rounded/upload.svg';
import visibility from '@material-symbols/svg-400/rounded/visibility.svg';

/** The one path of an icon file: the page builds its own `<svg>`, so that no markup is ever parsed. */
function pathOf(file: string): string {
  return /\sd="([^"]+)"/.exec(file)?.[1] ?? '';
}

/** Path data of the icons in use, drawn in the box `0 -960 960 960`. */
export const ICONS = {
  add: pathOf(add),
  admin: pathOf(admin),
  apartment: pathOf(apartment),
  back: pathOf(arrowBack),
  bot: pathOf(campaign),
  check: pathOf(check),
  checklist: pathOf(checklist),
  close: pathOf(close),
  connection: pathOf(syncProblem),
  device: pathOf(myLocation),
  download: pathOf(download),
  doneAll: pathOf(doneAll),
  editLocation: pathOf(editLocation),
  emoji: pathOf(mood),
  error: pathOf(error),
  expand: pathOf(expandMore),
  groups: pathOf(groups),
  map: pathOf(mapSheet),
  nearMe: pathOf(nearMe),
  noLocation: pathOf(locationOff),
  offline: pathOf(cloudOff),
  overlap: pathOf(overlap),
  person: pathOf(person),
  remove: pathOf(remove),
  robot: pathOf(robot),
  schedule: pathOf(schedule),
  search: pathOf(search),
  send: pathOf(arrowUpward),
  signOut: pathOf(logout),
  timer: pathOf(timer),
  touch: pathOf(touch),
  upload: pathOf(upload),
  visibility: pathOf(visibility),
} as const;

export type IconName = keyof typeof ICONS;
