import './styles/base.css';
import '@dots-flows/react/styles.css';
import './styles/tokens.css';
import './styles/shell.css';
import './styles/home.css';
import './styles/payout.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { loadTypeface } from './styles/typeface.ts';

const element = document.getElementById('app');
if (!element) throw new Error('The page has no #app element: index.html was changed.');

// Letters that arrive after the first paint would push everything around.
await loadTypeface();
createRoot(element).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
