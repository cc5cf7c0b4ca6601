/** The least that a Fastify server can do with the same request: read its JSON and answer a short text. */
import Fastify from 'fastify';

const server = Fastify();
server.post('/API/user/update/coordinates', (request, reply) => {
  const { id, latitude, longitude, token } = request.body;
  void reply.type('text/plain; charset=utf-8');
  return id && token && latitude > -91 && longitude > -181 ? 'Torre Norte' : '';
});
await server.listen({ port: 0, host: '127.0.0.1' });
process.on('SIGTERM', () => process.exit(0));
process.send({ url: `http://127.0.0.1:${server.server.address().port}` });
