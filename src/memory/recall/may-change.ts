/** Every word of change begins so; most sentences have none, and looking for all of what such words may say takes a while. */
const CHANGE =
  /\b(?:mov|chang|switch|migrat|postpon|push|shift|delay|reschedul|exten|rais|increas|lower|cut|reduc|bump|upgrad|downgrad|renam|hand|transfer|slip|slid|went|goes|rose|fell|brought|tak|took|instead|rather|replac|decided|voted|away|any ?more|quit|cancel|scrap|abandon|drop|g[ai]ve|call|discontinu|sold|stopped|no longer|left|over|not|now|from|correction|this time|start|since|new|these days)/i

/** Whether a text may tell of a change: where not, it tells of none. */
export const mayChange = (text: string): boolean => CHANGE.test(text)
