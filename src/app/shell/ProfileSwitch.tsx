import { setActiveProfile, type Profile } from '#storage/profiles.ts';
import { messages } from '../messages/en.ts';
import styles from './ProfileSwitch.module.css';

const text = messages.shell;

export interface ProfileSwitchProps {
  readonly active: Profile;
  readonly profiles: readonly Profile[];
}

/** Whose data are shown: a name, and a choice as soon as there are several profiles. */
export function ProfileSwitch({ active, profiles }: ProfileSwitchProps) {
  if (profiles.length < 2) return <span className={styles.name}>{active.name}</span>;
  return (
    <select
      aria-label={text.profile}
      className={styles.select}
      value={active.id}
      onChange={(event) => {
        void setActiveProfile(event.target.value);
      }}
    >
      {profiles.map((profile) => (
        <option key={profile.id} value={profile.id}>
          {profileLabel(profile)}
        </option>
      ))}
    </select>
  );
}

/** The profile's name, marked where it is the sample. */
export function profileLabel(profile: Profile): string {
  const marked = profile.kind === 'sample' && !/sample/i.test(profile.name);
  return marked ? `${profile.name}${text.sampleSuffix}` : profile.name;
}
