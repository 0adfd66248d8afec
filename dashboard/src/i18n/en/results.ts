/** Follow-up › Results */
export const results = {
  results: {
    means: 'What customers said of these days’ work. Figures open their surveys.',
    by: { day: 'By day', week: 'By week' },
    none: 'Nobody has answered in this time',
    noneHint: 'Look at other days or fewer filters; answers by phone, text message and web stand here.',
    doubted: '{{number}} more turned out not to be true, and are in no figure or remark here',
    answered: 'answered',
    solvedShare: 'solved',
    unsolved: '{{count}} not solved',
    score: 'average score',
    trend: 'Solved and score over time; press a period for its surveys',
    total: '{{number}} answers',
    remarks: '{{number}} remarks',
    average: '{{average}} on average',
    remarksTitle: 'In their own words',
    at: 'At',
    said: 'What was said',
    noTranscript: 'No transcript: listen to the recording',
    noRemarks: 'No remarks in this time',
    noRemarksHint: 'What customers say at the end of a survey, or write on its page, stands here.',
  },
};
