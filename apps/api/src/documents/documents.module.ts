import { Module } from '@nestjs/common';
import { DocumentsController } from './documents.controller';

/** What the server says of its own interface. */
@Module({ controllers: [DocumentsController] })
export class DocumentsModule {}
