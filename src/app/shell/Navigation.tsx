import type { ReactNode } from 'react';
import { useHashLocation } from 'wouter/use-hash-location';
import { messages } from '../messages/en.ts';
import styles from './Navigation.module.css';

const names = messages.shell.screens;

interface Screen {
  readonly path: string;
  readonly name: string;
  /** 24 x 24, strokes only. */
  readonly icon: ReactNode;
}

const SCREENS: readonly Screen[] = [
  { path: '/today', name: names.today, icon: <path d="M3 14h4l2.5-8 4 13 2.5-7h1.5M21 10.5h.01" /> },
  { path: '/data', name: names.data, icon: <path d="M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9" /> },
  { path: '/train', name: names.train, icon: <path d="M4 4v16h16M7.5 7c1 6 4 9 12 9.5" /> },
  { path: '/models', name: names.models, icon: <path d="M12 4l8 4-8 4-8-4zM4 12l8 4 8-4M4 16l8 4 8-4" /> },
  { path: '/what-if', name: names.whatIf, icon: <path d="M4 7h7M15 7h5M4 17h3M11 17h9M13 5v4M9 15v4" /> },
  {
    path: '/settings',
    name: names.settings,
    icon: (
      <>
        <circle cx="12" cy="12" r="3" />
        <path d="M12 4v2.5M12 17.5V20M4 12h2.5M17.5 12H20M6.3 6.3l1.8 1.8M15.9 15.9l1.8 1.8M17.7 6.3l-1.8 1.8M8.1 15.9l-1.8 1.8" />
      </>
    ),
  },
];

/** The name of the screen at a location; null for the landing page and unknown addresses. */
export function titleOf(location: string): string | null {
  return SCREENS.find((screen) => screen.path === location)?.name ?? null;
}

/** The six screens: in the top bar where there is room, as a tab bar at the bottom on a phone. */
export function Navigation() {
  const [location] = useHashLocation();
  return (
    <nav aria-label={messages.shell.navigation} className={styles.navigation}>
      <ul className={styles.list}>
        {SCREENS.map((screen) => (
          <li key={screen.path}>
            <a
              href={`#${screen.path}`}
              className={styles.link}
              {...(screen.path === location ? { 'aria-current': 'page' as const } : {})}
            >
              <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" className={styles.icon}>
                {screen.icon}
              </svg>
              {screen.name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
