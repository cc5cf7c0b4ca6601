import { applyDecorators, Delete, Get, Header, HttpCode, Post, UseGuards } from '@nestjs/common';
import type { Endpoint } from '@perto/contract';
import { ServedEndpoint, SignedIn } from './signed-in.guard';

const METHODS = { GET: Get, POST: Post, DELETE: Delete };

/**
 * Makes a controller's method the one that serves an endpoint of the contract:
 * its method and path, its status, and who may ask.
 */
export function Serves(endpoint: Endpoint): MethodDecorator {
  const { method, path, access, status } = endpoint;
  return applyDecorators(
    METHODS[method](path),
    HttpCode(status),
    ServedEndpoint(endpoint),
    ...(method === 'GET' ? [Header('cache-control', 'no-store')] : []),
    ...(access === 'anybody' ? [] : [UseGuards(SignedIn)]),
  );
}
