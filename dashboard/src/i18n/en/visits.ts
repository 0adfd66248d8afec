import type { visits as zh } from '../zh/visits.ts';

export const visits: typeof zh = {
  visitLink: {
    title: {
      self: 'Your appointment',
      choose: 'Please choose a time',
      person: 'Your appointment',
      nobody: 'The technician is there',
      waiting: 'We are looking for an outlet',
      over: 'This ticket is closed',
    },
    means: {
      person:
        'The visit begins in less than {{hours}} hours, or the technician has set out, so it cannot be changed here. Please call the hotline.',
      nobody: 'Please speak with the technician, or call the hotline.',
      waiting: 'We text you once an outlet has taken it; then you can choose a time here.',
      over: 'If anything is not right, please call the hotline.',
    },
    when: 'When',
    technician: 'Technician',
    outlet: 'Outlet',
    other: 'Choose another time',
    choose: 'When would suit you?',
    full: 'The next days are full. Please call the hotline and we will find a time.',
    confirm: 'Take this time',
    moved: 'Done. A text message confirms it in a moment.',
    cancel: 'Do not come this time',
    cancelMeans:
      'This visit is called off; the ticket stays open. The outlet will contact you, or choose another time here whenever you like.',
    cancelDo: 'Call this visit off',
    cancelled: 'This visit is called off; the ticket stays open.',
    keep: 'Keep it',
    taken:
      'Not changed: that time has just been taken, or the technician has set out. What stands is shown above.',
    notSent: 'It did not get through. Check your connection and try again.',
    orCall: 'Or call the hotline:',
    expiredMeans: 'Please call the hotline about your visit.',
  },
  visitEnd: {
    do: 'Not done',
    title: 'Work not done this time',
    why: 'What happened?',
    evidence: {
      no_show: 'How do you know that nobody is there?',
      second_visit: 'What is missing or left to do?',
    },
    evidenceHint: {
      no_show: 'e.g. rang three times at 14:05, telephone not answered',
      second_visit: 'e.g. mainboard TV-55 broken, ordered, three days',
    },
    photo: 'Take a photo as evidence',
    evidenceNeeded: 'Please write it down, at least two characters',
    next: 'Next visit',
    nextOpen: 'Agree later',
    nextOpenHint: 'The customer gets a text message and can choose',
    nextNow: 'Agree now',
    confirm: 'End this visit',
    done: 'This visit has ended; visit {{number}} has begun',
  },
  windows: {
    promised: '{{technician}}: {{count}} of {{limit}} promised',
    promisedNobody: 'no technician yet',
    full: 'full',
    dayFull: 'outlet full that day',
    dayLeft: 'outlet has {{count}} left',
  },
  visit: {
    first: 'Fixed at first visit',
    notFirst: 'Not fixed at first visit',
    missed: 'Nobody came since {{time}}',
  },
};
