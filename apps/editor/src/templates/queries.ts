import type { DrawnTemplate, Gallery } from '@signalbox/api/contract';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { schemaInWords } from '../language/catalogue-words.js';
import { said } from '../language/said.js';

/** The templates as they speak of themselves, in the language of whoever looks at them. */
const galleryInWords = ({ templates, recommended, ...rest }: Gallery): Gallery => ({
  ...rest,
  templates: templates.map((template) => ({
    ...template,
    title: said(template.title),
    promise: said(template.promise),
    description: said(template.description),
    questions: schemaInWords(template.questions),
    needs: template.needs.map((need) => ({ ...need, missing: said(need.missing) })),
  })),
  recommended: recommended.map(({ template, reason }) => ({ template, reason: said(reason) })),
});

export const galleryQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: ({ signal }) => api.get<Gallery>('/api/templates', signal),
  select: galleryInWords,
});

export type Answers = { [question: string]: { [field: string]: unknown } };

/** @param journeyId of one that is drawn anew */
export const drawQuery = (id: string, answers: Answers, journeyId?: string) =>
  queryOptions({
    queryKey: ['templates', id, 'draw', answers, journeyId],
    queryFn: () => api.post<DrawnTemplate>(`/api/templates/${id}/draw`, { answers, journeyId }),
    retry: false,
    staleTime: 30_000,
  });
