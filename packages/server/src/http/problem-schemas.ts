import { ERROR_CODES } from '@dots-flows/core';
import type { ErrorCode } from '@dots-flows/core';
import * as z from 'zod';
import { ANSWERABLE_CODES } from './answerable-codes.ts';
import { contractRegistry } from './contract-schemas.ts';

/** What statuses problems have, and which codes each can carry. */
export const CODES_BY_STATUS: ReadonlyMap<number, readonly ErrorCode[]> = groupByStatus();

function groupByStatus(): Map<number, ErrorCode[]> {
  const groups = new Map<number, ErrorCode[]>();
  for (const code of ANSWERABLE_CODES) {
    const { status } = ERROR_CODES[code];
    groups.set(status, [...(groups.get(status) ?? []), code]);
  }
  return groups;
}

/** The name of the component that describes problems of a status. */
export const problemComponent = (status: number): string => `Problem${status}`;

for (const [status, codes] of CODES_BY_STATUS) {
  z.strictObject({
    type: z.enum(codes.map((code) => `urn:dots-flows:error:${code}`)),
    title: z.string(),
    status: z.literal(status),
    detail: z.string().meta({ description: 'What happened, why it matters, what to do.' }),
    code: z.enum(codes).meta({ description: 'Stable: decide by it, never by the texts.' }),
    remoteCode: z.string().optional().meta({ description: "Dots' own error_code, when Dots refused something." }),
    retryAfterSeconds: z.int().min(0).optional(),
  }).register(contractRegistry, { id: problemComponent(status) });
}
