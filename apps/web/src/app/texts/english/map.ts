export const map = {
  label: 'Map of the campus',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  centre: 'Centre on me',
  setPosition: 'Set my position',
  drawn: 'Map drawn by Perto',
  me: 'You',
  handle: 'Range',
  placing: 'Click or tap where you are',
};
