import { PAYOUT_ID_PATTERN } from '@dots-flows/core';
import * as z from 'zod';
import { contractRegistry } from './contract-schemas.ts';
import { CODES_BY_STATUS, problemComponent } from './problem-schemas.ts';
import { ROUTE_TABLE } from './route-table.ts';
import type { RouteAccess, RouteDefinition } from './route-table.ts';

type JsonObject = Record<string, unknown>;

const refTo = (schema: string): JsonObject => ({ $ref: `#/components/schemas/${schema}` });

/** The contract as an OpenAPI 3.1 document: paths from the route table, bodies from the schemas that validate. */
export function createOpenApiDocument(basePath: string): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const route of ROUTE_TABLE as readonly RouteDefinition[]) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Dots Flows',
      version: '1',
      description:
        'Payouts through Dots, as the host application offers them to its pages. Every answer of 400 and above is an RFC 9457 problem with a stable `code`, also for paths and methods that are not listed here. A known path answers HEAD like GET without a body, and OPTIONS with the methods it has.',
    },
    servers: [{ url: basePath === '' ? '/' : basePath }],
    paths,
    components: {
      schemas: componentSchemas(),
      responses: Object.fromEntries(
        [...CODES_BY_STATUS].map(([status, codes]) => [problemComponent(status), problemResponse(status, codes)]),
      ),
      securitySchemes: {
        account: {
          type: 'apiKey',
          in: 'cookie',
          name: 'session',
          description: "Whatever the host application's authenticate callback reads; a session cookie as a rule.",
        },
        signature: { type: 'apiKey', in: 'header', name: 'svix-signature' },
        secret: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

function operationOf(route: RouteDefinition): JsonObject {
  const parameters = parametersOf(route);
  return {
    operationId: route.operationId,
    summary: route.summary,
    security: securityOf(route.access),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body === undefined
      ? {}
      : { requestBody: { content: { 'application/json': { schema: schemaRef(route.body) } } } }),
    responses: {
      200: {
        description: route.answer.description,
        content: { [route.answer.mediaType]: { schema: schemaRef(route.answer.schema, route.answer.mediaType) } },
      },
      ...Object.fromEntries(
        Object.entries(route.otherAnswers ?? {}).map(([status, description]) => [status, { description }]),
      ),
      ...Object.fromEntries(
        route.problems.map((status) => [status, { $ref: `#/components/responses/${problemComponent(status)}` }]),
      ),
    },
  };
}

function securityOf(access: RouteAccess): JsonObject[] {
  return access === 'public' ? [] : [{ [access]: [] }];
}

function parametersOf({ path, query, requestHeaders }: RouteDefinition): JsonObject[] {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', ...(name === 'payoutId' ? { pattern: PAYOUT_ID_PATTERN.source } : {}) },
  }));
  const inQuery = Object.entries(query ?? {}).map(([name, description]) => ({
    name,
    in: 'query',
    description,
    schema: { type: 'integer', minimum: 0 },
  }));
  const inHeader = Object.entries(requestHeaders ?? {}).map(([name, description]) => ({
    name,
    in: 'header',
    description,
    schema: { type: 'string' },
  }));
  return [...inPath, ...inQuery, ...inHeader];
}

function schemaRef(schema: z.ZodType | null, mediaType = 'application/json'): JsonObject {
  const id = schema === null ? undefined : contractRegistry.get(schema)?.id;
  if (id !== undefined) return refTo(id);
  return { type: mediaType === 'application/json' ? 'object' : 'string' };
}

function componentSchemas(): JsonObject {
  const { schemas } = z.toJSONSchema(contractRegistry, { uri: (id) => `#/components/schemas/${id}` });
  // OpenAPI 3.1 speaks this dialect of JSON Schema already, and a component's place is its id.
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _dialect, $id: _id, ...schema }]) => [name, schema]),
  );
}

function problemResponse(status: number, codes: readonly string[]): JsonObject {
  return {
    description: codes.join(', '),
    content: { 'application/problem+json': { schema: refTo(problemComponent(status)) } },
  };
}
