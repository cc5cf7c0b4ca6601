import { Controller, Get, Header, Res } from '@nestjs/common';
import { PATHS, type LivenessAnswer, type ReadinessAnswer } from '@perto/contract';
import type { FastifyReply } from 'fastify';
import { Readiness } from './readiness';

const RETRY_SECONDS = 5;

/** How this process is doing, for whoever starts it or sends it requests. Nobody has to sign in. */
@Controller()
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get(PATHS.live)
  @Header('cache-control', 'no-store')
  live(): LivenessAnswer {
    return { status: 'live' };
  }

  @Get(PATHS.ready)
  @Header('cache-control', 'no-store')
  ready(@Res({ passthrough: true }) reply: FastifyReply): ReadinessAnswer {
    const answer = this.readiness.now();
    if (answer.status === 'unavailable' || answer.status === 'stopping')
      void reply.status(503).header('retry-after', RETRY_SECONDS);
    return answer;
  }
}
