import { board } from './board.ts';
import { campaigns } from './campaigns.ts';
import { cases } from './cases.ts';
import { centre } from './centre.ts';
import { common } from './common.ts';
import { desk } from './desk.ts';
import { deskForm } from './desk-form.ts';
import { fieldwork } from './fieldwork.ts';
import { honesty } from './honesty.ts';
import { knowledge } from './knowledge.ts';
import { link } from './link.ts';
import { messages } from './messages.ts';
import { outlet } from './outlet.ts';
import { outlets } from './outlets.ts';
import { policy } from './policy.ts';
import { prices } from './prices.ts';
import { recordings } from './recordings.ts';
import { results } from './results.ts';
import { script } from './script.ts';
import { setup } from './setup.ts';
import { shell } from './shell.ts';
import { steps } from './steps.ts';
import { supervise } from './supervise.ts';
import { surveyLink } from './survey-link.ts';
import { ticket } from './ticket.ts';
import { timeline } from './timeline.ts';
import { trade } from './trade.ts';
import { visits } from './visits.ts';

/** Every word of the dashboard in this language. */
export const zh = {
  ...common,
  ...shell,
  ...board,
  ...campaigns,
  ...ticket,
  ...cases,
  ...centre,
  ...desk,
  ...deskForm,
  ...fieldwork,
  ...honesty,
  ...knowledge,
  ...link,
  ...messages,
  ...outlet,
  ...outlets,
  ...setup,
  ...policy,
  ...prices,
  ...supervise,
  ...timeline,
  ...recordings,
  ...results,
  ...script,
  ...surveyLink,
  ...visits,
  steps,
  trade,
};
