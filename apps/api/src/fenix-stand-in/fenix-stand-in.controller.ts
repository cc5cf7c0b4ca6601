import { All, Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { StandInFenix } from './stand-in-fenix';
import { toStandInRequest } from './stand-in-http';

/**
 * Hands everything under `/fenix-stand-in` to the stand-in and its answer back as it is.
 *
 * Form bodies must reach it as text or as fields: the application registers a parser for
 * `application/x-www-form-urlencoded`.
 */
@Controller('fenix-stand-in')
export class FenixStandInController {
  constructor(private readonly engine: StandInFenix) {}

  @All(['', '*'])
  async handle(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { method, url, headers, body } = request;
    const raw = { method, url, headers, body };
    const answer = await this.engine.handle(toStandInRequest(raw, this.engine.basePath));
    await reply.status(answer.status).headers(answer.headers).send(answer.body);
  }
}
