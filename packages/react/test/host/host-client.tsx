import { hydrateRoot } from 'react-dom/client';
import { HostApp, report } from './host-app.tsx';

document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
  report({ host: 'violation', effectiveDirective, blockedURI }),
);
new PerformanceObserver((list) => {
  for (const entry of list.getEntries())
    report({ host: 'shift', value: (entry as PerformanceEntry & { value: number }).value });
}).observe({ type: 'layout-shift', buffered: true });
for (const level of ['error', 'warn'] as const)
  console[level] = (...words: unknown[]) => report({ host: 'console', text: words.map(String).join(' ') });

const root = document.querySelector<HTMLElement>('#root');
if (root)
  hydrateRoot(root, <HostApp flowOrigin={root.dataset['flowOrigin'] ?? ''} />, {
    onRecoverableError: (error) => report({ host: 'console', text: String(error) }),
  });
