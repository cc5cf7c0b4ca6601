import { fitted, type FreeView } from './free-view';

describe('fitted', () => {
  const view: FreeView = { left: 0, top: 76, right: 360, bottom: 374, corners: [{ left: 300, top: 250 }] };
  const box = (x: number, y: number) => ({ x, y, halfWidth: 60, halfHeight: 13 });

  it('leaves a name alone that is all in view, or not at all', () => {
    expect(fitted(box(180, 200), view, 40)).toBe(180);
    expect(fitted(box(500, 200), view, 40)).toBe(500);
  });

  it('moves a name in from the edge, as far as its circle reaches', () => {
    expect(fitted(box(330, 200), view, 40)).toBe(294);
    expect(fitted(box(20, 200), view, 50)).toBe(66);
    expect(fitted(box(20, 200), view, 40)).toBeUndefined();
  });

  it('keeps a name clear of the buttons and of what covers the map', () => {
    expect(fitted(box(250, 300), view, 40)).toBe(234);
    expect(fitted(box(290, 300), view, 40)).toBeUndefined();
    expect(fitted(box(180, 80), view, 40)).toBeUndefined();
    expect(fitted(box(180, 370), view, 40)).toBeUndefined();
  });
});
