import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { act, screen } from '@testing-library/react';
import { hydrateRoot } from 'react-dom/client';
import { expect, it } from 'vitest';
import { createApp } from './hydration-app.mjs';

/** A process of its own: here there is a window, and a library may tell a server by its absence. */
function renderOnServer(): string {
  return execFileSync(process.execPath, [path.join(import.meta.dirname, 'hydration-app.mjs'), 'print'], {
    encoding: 'utf8',
  });
}

it('takes over server HTML as it is', async () => {
  const container = document.createElement('div');
  document.body.append(container);
  container.innerHTML = renderOnServer();
  const card = container.querySelector('section');
  const recovered: unknown[] = [];
  const root = await act(async () =>
    hydrateRoot(container, createApp(), { onRecoverableError: (error) => void recovered.push(error) }),
  );

  expect(await screen.findByTitle('Tax details')).toBeVisible();
  expect(screen.getByTitle<HTMLIFrameElement>('Another').src).toBe('https://flows.dots.test/flow/one');
  expect(card).not.toBeNull();
  expect(container.querySelector('section')).toBe(card);
  expect(recovered).toEqual([]);
  act(() => root.unmount());
  container.remove();
});
