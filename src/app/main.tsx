import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './tokens.css';
import './base.css';
import { App } from './App.tsx';
import { keepForOffline } from './state/app-update.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

// After the first screen: filling the cache must not compete with what the person waits for.
if (import.meta.env.PROD) {
  window.addEventListener('load', () => {
    void keepForOffline();
  });
}
