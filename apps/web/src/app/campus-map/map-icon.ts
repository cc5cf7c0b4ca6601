import { divIcon, type DivIcon, type Marker } from 'leaflet';

/** An element with a class and text. Text only: nothing that somebody wrote is ever read as markup. */
export function element(className: string, text = '', tag = 'div'): HTMLElement {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
}

/** Puts text where it is not there already: what does not change costs no layout. Into words alone, no elements. */
export function write(node: HTMLElement, text: string): void {
  const words = node.firstChild;
  // Other letters in the same words are much less work than other words.
  if (!(words instanceof Text)) node.textContent = text;
  else if (words.data !== text) words.data = text;
}

/** A marker icon that is just the element, centred on its place by CSS. */
export function iconOf(node: HTMLElement): DivIcon {
  return divIcon({ html: node, className: 'map-anchor', iconSize: [0, 0] });
}

/** A double click on a mark is not one on the map: that would zoom. */
export function keepDoubleClicks(mark: Marker): void {
  mark.on('dblclick', () => undefined);
}

/** True when the person asked for less motion: then positions jump and the map never flies. */
export const calm = matches('(prefers-reduced-motion: reduce)');
/** A phone's map: smaller discs. */
export const narrow = matches('(width < 768px)');

/** Whether the screen is so, asked of one list that the browser keeps up to date. */
function matches(query: string): () => boolean {
  let list: MediaQueryList | undefined;
  return () => (list ??= globalThis.matchMedia?.(query))?.matches ?? false;
}
