/** A crowd on a campus: some walk about, most stand together in and around buildings. */
import { pointAt, metresBetween } from 'position/metres';

const STEP_METRES = 1.4;

export const BUILDINGS = [
  { id: 'b1', name: 'Torre Norte', latitude: 38.73776, longitude: -9.13864, radius: 40 },
  { id: 'b2', name: 'Pavilhão de Civil', latitude: 38.7372, longitude: -9.14013, radius: 55 },
  { id: 'b3', name: 'Pavilhão Central', latitude: 38.7367, longitude: -9.1394, radius: 50 },
  { id: 'b4', name: 'Torre Sul', latitude: 38.73655, longitude: -9.1378, radius: 35 },
].map((building, index) => ({
  ...building,
  people: 12 * index + 8,
  mine: index === 0,
  bots: index === 0 ? 1 : 0,
}));

/** Each call is one second: everybody goes one step, in a direction that turns slowly. */
export function walkers(count, centre, random) {
  const people = Array.from({ length: count }, (_, index) => {
    const around = index % 3 === 0 ? { ...centre, radius: 260 } : BUILDINGS[index % BUILDINGS.length];
    return {
      id: `w${index}`,
      name: `${String.fromCharCode(65 + (index % 26))}na ${String.fromCharCode(65 + (index % 23))}erreira`,
      building: null,
      heading: random() * 360,
      at: pointAt(around, around.radius * Math.sqrt(random()), random() * 360),
    };
  });
  return () =>
    people.map((person) => {
      person.heading += (random() - 0.5) * 60;
      person.at = pointAt(person.at, STEP_METRES, person.heading);
      const { id, name, building, at } = person;
      return { id, name, building, at, distance: metresBetween(at, centre) };
    });
}
