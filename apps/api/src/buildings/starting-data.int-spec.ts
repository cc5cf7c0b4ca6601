import { CAMPUS } from '@perto/testkit';
import { describeEachSize, TestServer } from '../testing/running-server';

describeEachSize('the starting data', (size) => {
  let server: TestServer;

  beforeEach(async () => {
    server = await TestServer.start(size);
  });
  afterEach(() => server.stop());

  const buildings = () =>
    server.query<Record<'id' | 'name' | 'radious', unknown>>(
      'SELECT id, name, radious FROM building ORDER BY id',
    );

  async function restart(): Promise<void> {
    server = await TestServer.start(size, { place: await server.keep() });
  }

  it('is there on an empty database', async () => {
    const found = await buildings();

    expect(found).toEqual([
      { id: CAMPUS.civil.id, name: CAMPUS.civil.name, radious: 54 },
      { id: CAMPUS.torreNorte.id, name: CAMPUS.torreNorte.name, radious: 49 },
      { id: CAMPUS.quimica.id, name: CAMPUS.quimica.name, radious: 43 },
      { id: '2448131361155', name: 'Pavilhão de Mecânica III', radious: 43 },
    ]);
  });

  it('is completed on a full database, and never put in the place of what was changed', async () => {
    await server.query("UPDATE building SET name = 'North Tower', radious = 60 WHERE id = ?", [
      CAMPUS.torreNorte.id,
    ]);
    await server.query('DELETE FROM building WHERE id = ?', [CAMPUS.civil.id]);
    await server.query("INSERT INTO building (id, name) VALUES ('own', 'Our own')");

    await restart();

    expect(await buildings()).toEqual([
      { id: CAMPUS.civil.id, name: CAMPUS.civil.name, radious: 54 },
      { id: CAMPUS.torreNorte.id, name: 'North Tower', radious: 60 },
      { id: CAMPUS.quimica.id, name: CAMPUS.quimica.name, radious: 43 },
      { id: '2448131361155', name: 'Pavilhão de Mecânica III', radious: 43 },
      { id: 'own', name: 'Our own', radious: null },
    ]);
  });

  it('leaves a changed building where it is, also in what people are told', async () => {
    await server.query("UPDATE building SET name = 'North Tower' WHERE id = ?", [CAMPUS.torreNorte.id]);
    await restart();
    const ana = await server.signIn('ana');

    const answer = await ana.stand(CAMPUS.torreNorte);

    expect(answer.text).toBe('North Tower');
  });
});
