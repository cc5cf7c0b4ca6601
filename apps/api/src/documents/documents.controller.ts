import { Controller, Req, Res } from '@nestjs/common';
import { ENDPOINTS } from '@perto/contract';
import { asyncApiDocument, openApiDocument } from '@perto/contract/documents';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Serves } from '../auth/serves';
import { documentsPage, PAGE_POLICY } from './page/documents-page';
import { PublishedFile } from './published-file';

const JSON_TYPE = 'application/json; charset=utf-8';

/** The documents of the interface, for programs and for people; nobody has to sign in. */
@Controller()
export class DocumentsController {
  private readonly openApiFile = new PublishedFile(JSON_TYPE, () => JSON.stringify(openApiDocument()));
  private readonly asyncApiFile = new PublishedFile(JSON_TYPE, () => JSON.stringify(asyncApiDocument()));
  private readonly page = new PublishedFile(
    'text/html; charset=utf-8',
    () => documentsPage(openApiDocument(), asyncApiDocument()),
    { 'content-security-policy': PAGE_POLICY },
  );

  @Serves(ENDPOINTS.openApi)
  openApi(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.openApiFile.answer(request, reply);
  }

  @Serves(ENDPOINTS.asyncApi)
  asyncApi(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.asyncApiFile.answer(request, reply);
  }

  @Serves(ENDPOINTS.documentation)
  documentation(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.page.answer(request, reply);
  }
}
