import { commonMessages } from './common.ts';
import { dataMessages } from './data.ts';
import { landingMessages } from './landing.ts';
import { marksMessages } from './marks.ts';
import { modelsMessages } from './models.ts';
import { settingsMessages } from './settings.ts';
import { shellMessages } from './shell.ts';
import { todayMessages } from './today.ts';
import { trainMessages } from './train.ts';
import { whatIfMessages } from './what-if.ts';

/** Every text of the app in English, by screen. Each screen's texts live in the file of its name. */
export const messages = {
  common: commonMessages,
  shell: shellMessages,
  landing: landingMessages,
  data: dataMessages,
  marks: marksMessages,
  train: trainMessages,
  today: todayMessages,
  models: modelsMessages,
  whatIf: whatIfMessages,
  settings: settingsMessages,
} as const;
