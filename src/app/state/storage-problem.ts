import { useEffect, useState } from 'react';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { findStorageProblem } from '#storage/profiles.ts';

/**
 * Why the browser does not let the app keep anything, or not open the profile's database; null where it does, and
 * while that is not known. Live queries wait in silence for a database that cannot be opened, so somebody must ask.
 */
export function useStorageProblem(db: ProfileDatabase | null): string | null {
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    void findStorageProblem(db).then((found) => {
      if (current) setProblem(found);
    });
    return () => {
      current = false;
    };
  }, [db]);
  return problem;
}
