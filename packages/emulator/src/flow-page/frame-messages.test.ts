import { describe, expect, it } from 'vitest';
import type { FlowMessageSettings } from './flow-page-backend.ts';
import { postHeight, postStep } from './frame-messages.ts';

const DOCUMENTED: FlowMessageSettings = { height: 'once', encoding: 'object', steps: 'once', statusOverride: null };

function posted(settings: Partial<FlowMessageSettings>, send: 'height' | 'step'): unknown[] {
  const messages: unknown[] = [];
  const post = (message: unknown): void => void messages.push(message);
  if (send === 'height') postHeight(post, { ...DOCUMENTED, ...settings }, 612.2);
  else postStep(post, { ...DOCUMENTED, ...settings }, { step: 'manage-payouts', status: 'completed-saved' });
  return messages;
}

describe('postHeight', () => {
  it('posts whole pixels, rounded up', () => {
    expect(posted({}, 'height')).toEqual([{ height: 613 }]);
  });
  it('posts JSON text when the settings say so', () => {
    expect(posted({ encoding: 'json-text' }, 'height')).toEqual(['{"height":613}']);
  });
  it('posts nothing when heights are switched off', () => {
    expect(posted({ height: 'never' }, 'height')).toEqual([]);
  });
});

describe('postStep', () => {
  it('posts step and status and nothing else', () => {
    expect(posted({}, 'step')).toEqual([{ step: 'manage-payouts', status: 'completed-saved' }]);
  });
  it('posts twice or never when the settings say so', () => {
    expect(posted({ steps: 'twice' }, 'step')).toHaveLength(2);
    expect(posted({ steps: 'never' }, 'step')).toEqual([]);
  });
  it('replaces the status when the settings say so', () => {
    expect(posted({ statusOverride: 'halfway', encoding: 'json-text' }, 'step')).toEqual([
      '{"step":"manage-payouts","status":"halfway"}',
    ]);
  });
});
