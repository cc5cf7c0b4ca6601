import { attributionParts } from './attribution';

describe('attributionParts', () => {
  it('leaves plain words alone', () => {
    expect(attributionParts('© OpenStreetMap contributors')).toEqual([
      { text: '© OpenStreetMap contributors' },
    ]);
  });

  it('makes a link of an address and of what makers of tiles write', () => {
    const osm =
      '&copy; <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a>, https://tiles.example/.';

    expect(attributionParts(osm)).toEqual([
      { text: '© ' },
      { text: 'OpenStreetMap', href: 'https://www.openstreetmap.org/copyright' },
      { text: ', ' },
      { text: 'tiles.example/', href: 'https://tiles.example/' },
      { text: '.' },
    ]);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '//elsewhere.example', 'https://'])(
    'makes no link to %s',
    (address) => {
      const parts = attributionParts(`<a href="${address}">Maps</a>`);

      expect(parts).toEqual([{ text: 'Maps' }]);
    },
  );
});
