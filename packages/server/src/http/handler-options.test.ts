import { isDotsFlowsError } from '@dots-flows/core';
import { describe, expect, it } from 'vitest';
import { PAGE_ORIGIN, createTestHandler } from '../../test/http/test-handler.ts';
import type { HandlerOptions } from './handler-options.ts';

function startWith(overrides: Record<string, unknown>): unknown {
  try {
    createTestHandler(overrides as Partial<HandlerOptions>);
    return null;
  } catch (error) {
    return error;
  }
}

describe('options of createHandler', () => {
  it.each([
    ['authenticate', { authenticate: undefined }],
    ['flowPolicy', { flowPolicy: 'all' }],
    ['allowedOrigins', { allowedOrigins: undefined }],
    ['allowedOrigins', { allowedOrigins: [] }],
    ['allowedOrigins', { allowedOrigins: ['*'] }],
    ['allowedOrigins', { allowedOrigins: ['null'] }],
    ['allowedOrigins', { allowedOrigins: [`${PAGE_ORIGIN}/`] }],
    ['allowedOrigins', { allowedOrigins: ['app.example.com'] }],
    ['allowedOrigins', { allowedOrigins: ['https://App.example.com'] }],
    ['allowedOrigins', { allowedOrigins: ['https://app.example.com:443'] }],
    ['allowedOrigins', { allowedOrigins: ['file:///'] }],
    ['allowedOrigins', { allowedOrigins: ['ftp://app.example.com'] }],
    ['sweepSecret', { sweepSecret: '' }],
    ['sweepSecret', { sweepSecret: 'short' }],
    ['sweepSecret', { sweepSecret: 'correct horse battery staple' }],
    ['sweepSecret', { sweepSecret: 'ñ'.repeat(24) }],
    ['webhookSecrets', { webhookSecrets: `whsec_${btoa('x'.repeat(24))}` }],
    ['webhookSecrets', { webhookSecrets: null }],
    ['webhookSecrets[0]', { webhookSecrets: [''] }],
    ['webhookSecrets[0]', { webhookSecrets: [undefined] }],
    ['webhookSecrets[1]', { webhookSecrets: [`whsec_${btoa('x'.repeat(24))}`, 'whsec_not base64!'] }],
    ['webhookSecrets[0]', { webhookSecrets: [`whsec_${btoa('x'.repeat(23))}`] }],
    ['basePath', { basePath: 'api/dots' }],
    ['basePath', { basePath: '/api/:tenant' }],
    ['basePath', { basePath: '/api/*' }],
    ['basePath', { basePath: 7 }],
    ['limits', { limits: null }],
    ['limits', { limits: 5 }],
    ['limits.flowPerHour', { limits: { flowPerHour: 5 } }],
    ['limits.flowsPerHour', { limits: { flowsPerHour: 0 } }],
    ['limits.bodyTimeoutMs', { limits: { bodyTimeoutMs: Number.NaN } }],
  ])('does not start with a wrong %s: %j', (option, overrides) => {
    const error = startWith(overrides);
    expect(isDotsFlowsError(error, 'not-configured')).toBe(true);
    expect((error as Error).message).toContain(option);
  });

  it('never repeats a secret in what it says', () => {
    const error = startWith({ webhookSecrets: ['whsec_SECRET!'] }) as Error;
    expect(error.message).not.toContain('SECRET!');
  });

  it.each(['/api/dots', '/api/dots/', '/', '', '/pay', '/a/b/c'])('finds its routes below %j', async (basePath) => {
    const { handler } = createTestHandler({ basePath });
    const path = `${basePath.replace(/\/$/, '')}/health`;
    expect((await handler(new Request(`http://host.example${path}`))).status).toBe(200);
  });

  it('finds its routes where a framework has cut the mount path off', async () => {
    const { handler } = createTestHandler();
    expect((await handler(new Request('http://host.example/health'))).status).toBe(200);
  });

  it.each([
    '/api/dotshealth',
    '/API/dots/health',
    '/api/dots/api/dots/health',
    '/api/dots',
    '/other/health',
    '/health/',
  ])('does not find a route at %s, and names basePath as the cure', async (path) => {
    const { handler } = createTestHandler();
    const response = await handler(new Request(`http://host.example${path}`));
    expect(response.status).toBe(404);
    expect(((await response.json()) as { detail: string }).detail).toContain('basePath');
  });
});
