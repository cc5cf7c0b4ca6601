/** Landmarks of the starting data, in WGS-84 degrees, and places where nothing is. */
export const CAMPUS = {
  torreNorte: { id: '2448131361091', name: 'Torre Norte', latitude: 38.7377808, longitude: -9.1385732 },
  civil: { id: '2448131361042', name: 'Pavilhão de Civil', latitude: 38.7374427, longitude: -9.1401387 },
  quimica: { id: '2448131361109', name: 'Pavilhão de Química', latitude: 38.7360242, longitude: -9.1384006 },
  /** Far from every building. */
  meadow: { latitude: 38.76, longitude: -9.2 },
} as const;
