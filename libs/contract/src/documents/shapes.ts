import type { JsonSchema } from './schemas';

// What the documents look like to whoever reads them.

export interface MediaShape {
  schema: JsonSchema;
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}
export interface ResponseShape {
  $ref?: string;
  description?: string;
  headers?: Record<string, { $ref: string }>;
  content?: Record<string, MediaShape>;
}
export interface ParameterShape {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: JsonSchema;
  example?: unknown;
}
export interface OperationShape {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  'x-access': string;
  security: object[];
  parameters?: ParameterShape[];
  requestBody?: { required: boolean; content: Record<string, MediaShape> };
  responses: Record<string, ResponseShape>;
}

export interface MessageShape {
  name: string;
  title?: string;
  summary?: string;
  payload: JsonSchema;
  examples?: { payload: unknown }[];
}
export interface EventShape {
  action: 'send' | 'receive';
  channel: { $ref: string };
  summary: string;
  description?: string;
  messages: { $ref: string }[];
  reply?: { channel: { $ref: string }; messages: { $ref: string }[] };
}
