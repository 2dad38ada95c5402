import { lazy, Suspense } from 'react';
import { Redirect, Route, Router, Switch } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { messages } from './messages/en.ts';
import { ErrorBoundary, ScreenFailed } from './shell/ErrorBoundary.tsx';
import { NotFound } from './shell/NotFound.tsx';
import { Shell } from './shell/Shell.tsx';
import { useActiveProfile } from './state/active-profile.ts';
import { useStorageProblem } from './state/storage-problem.ts';
import { Loading } from './ui/Loading.tsx';

// Screens come with their own chunk: the landing page carries neither charts nor tables, and no screen carries it.
const Landing = lazy(async () => ({ default: (await import('./landing/Landing.tsx')).Landing }));
const TodayScreen = lazy(async () => ({ default: (await import('./today/TodayScreen.tsx')).TodayScreen }));
const DataScreen = lazy(async () => ({ default: (await import('./data/DataScreen.tsx')).DataScreen }));
const TrainScreen = lazy(async () => ({ default: (await import('./train/TrainScreen.tsx')).TrainScreen }));
const ModelsScreen = lazy(async () => ({
  default: (await import('./models/ModelsScreen.tsx')).ModelsScreen,
}));
const WhatIfScreen = lazy(async () => ({
  default: (await import('./what-if/WhatIfScreen.tsx')).WhatIfScreen,
}));
const SettingsScreen = lazy(async () => ({
  default: (await import('./settings/SettingsScreen.tsx')).SettingsScreen,
}));

/** The whole app: frame, routes and the net below them. */
export function App() {
  return (
    <Router hook={useHashLocation}>
      <ErrorBoundary>
        <Shell>
          <Screens />
        </Shell>
      </ErrorBoundary>
    </Router>
  );
}

function Screens() {
  const [location] = useHashLocation();
  const active = useActiveProfile();
  const profileId = active.status === 'ready' ? active.profile.id : '';
  const problem = useStorageProblem(active.status === 'ready' ? active.db : null);
  if (problem !== null) {
    const { storageTitle, storageText } = messages.shell;
    return <ScreenFailed title={storageTitle} text={storageText} error={problem} />;
  }
  return (
    <ErrorBoundary key={`${profileId} ${location}`}>
      <Suspense fallback={<Loading />}>
        <Switch>
          <Route path="/" component={Home} />
          <Route path="/today" component={TodayScreen} />
          <Route path="/data" component={DataScreen} />
          <Route path="/train" component={TrainScreen} />
          <Route path="/models" component={ModelsScreen} />
          <Route path="/what-if" component={WhatIfScreen} />
          <Route path="/settings" component={SettingsScreen} />
          <Route component={NotFound} />
        </Switch>
      </Suspense>
    </ErrorBoundary>
  );
}

function Home() {
  const active = useActiveProfile();
  if (active.status === 'loading') return <Loading />;
  return active.status === 'none' ? <Landing /> : <Redirect to="/today" replace />;
}
