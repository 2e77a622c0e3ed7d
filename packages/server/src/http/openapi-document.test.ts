import { ERROR_CODES, ROUTES } from '@dots-flows/core';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { createTestHandler } from '../../test/http/test-handler.ts';
import { ANSWERABLE_CODES } from './answerable-codes.ts';
import { createOpenApiDocument } from './openapi-document.ts';
import { ROUTE_TABLE } from './route-table.ts';

type Json = Record<string, unknown>;

describe('GET /openapi.json', () => {
  it('is a valid OpenAPI 3.1 document', async () => {
    const response = await createTestHandler().send('GET', '/openapi.json');
    expect(response.headers.get('content-type')).toBe('application/json');
    const validator = new Validator();
    const result = await validator.validate((await response.json()) as Json);
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  it('has every route that the browser half calls', () => {
    const { paths } = createOpenApiDocument('/api/dots') as { paths: Record<string, Json> };
    const called = Object.values(ROUTES).map((route) => decodeURIComponent(route('ID')));
    const described = Object.keys(paths).map((path) => path.replaceAll(/\{\w+\}/g, 'ID'));
    expect(described.toSorted()).toEqual(called.toSorted());
  });

  it('refers only to components that it has', () => {
    const text = JSON.stringify(createOpenApiDocument(''));
    const { components } = JSON.parse(text) as { components: Record<string, Json> };
    const refs = [...text.matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)];
    expect(refs.length).toBeGreaterThan(20);
    for (const [, kind = '', name = ''] of refs) expect(components[kind]).toHaveProperty(name);
    expect(text.match(/"\$ref"/g)).toHaveLength(refs.length);
  });

  it('names where it is mounted', () => {
    expect(createOpenApiDocument('/pay')).toMatchObject({ servers: [{ url: '/pay' }] });
    expect(createOpenApiDocument('')).toMatchObject({ servers: [{ url: '/' }] });
  });

  it('describes every problem status that a route lists', () => {
    const statuses = new Set([...ANSWERABLE_CODES].map((code) => ERROR_CODES[code].status));
    for (const { problems } of ROUTE_TABLE) for (const status of problems) expect(statuses).toContain(status);
  });

  it('is strict in what it takes and exact in what it gives', () => {
    const { components } = createOpenApiDocument('') as { components: { schemas: Record<string, Json> } };
    expect(components.schemas['AdvanceRequest']).toMatchObject({ additionalProperties: false });
    expect(components.schemas['CreateFlowRequest']).toMatchObject({ additionalProperties: false });
    expect(components.schemas['PayoutSession']).toHaveProperty('oneOf');
  });
});
