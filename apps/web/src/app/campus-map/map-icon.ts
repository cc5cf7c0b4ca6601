import { divIcon, type DivIcon } from 'leaflet';

/** An element with a class and text. Text only: nothing that somebody wrote is ever read as markup. */
export function element(className: string, text = '', tag = 'div'): HTMLElement {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
}

/** Puts text where it is not there already: what does not change costs no layout. */
export function write(node: HTMLElement, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

/** A marker icon that is just the element, centred on its place by CSS. */
export function iconOf(node: HTMLElement): DivIcon {
  return divIcon({ html: node, className: 'map-anchor', iconSize: [0, 0] });
}

/** True when the person asked for less motion: then positions jump and the map never flies. */
export const calm = (): boolean =>
  globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false;
