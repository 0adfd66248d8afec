import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type {
  MessageList,
  ReplyList,
  WordingPreview,
  WordingVersions,
  WordingView,
} from '../../../domain/contracts/messages.ts';
import { get, newKey, write } from './client.ts';

/** H4: the log of text messages; asked again now and then, as they are delivered while one looks. */
export function useMessages(params: Record<string, string>) {
  const list = useInfiniteQuery({
    queryKey: ['messages', 'list', params],
    queryFn: ({ pageParam, signal }) =>
      get<MessageList>('/api/messages', { ...params, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
  return { ...list, items: list.data?.pages.flatMap((page) => page.items) };
}

/** H4: what customers wrote; asked again now and then. */
export function useReplies(params: Record<string, string>) {
  const list = useInfiniteQuery({
    queryKey: ['messages', 'replies', params],
    queryFn: ({ pageParam, signal }) =>
      get<ReplyList>('/api/replies', { ...params, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
  const pages = list.data?.pages;
  return { ...list, items: pages?.flatMap((page) => page.items), waiting: pages?.[0]?.waiting };
}

export const useWordings = () =>
  useQuery({
    queryKey: ['messages', 'wordings'],
    queryFn: ({ signal }) => get<{ items: WordingView[] }>('/api/message-wordings', {}, signal),
  });

export const useWordingVersions = (template: string, language: string) =>
  useQuery({
    queryKey: ['messages', 'wordings', template, language],
    queryFn: ({ signal }) =>
      get<WordingVersions>(`/api/message-wordings/${template}/${language}/versions`, {}, signal),
  });

/** How a wording reads; of each text once. */
export const useWordingPreview = (template: string, language: string, text: string) =>
  useQuery({
    queryKey: ['messages', 'preview', template, language, text],
    queryFn: () =>
      write<WordingPreview>(
        'POST',
        `/api/message-wordings/${template}/${language}/preview`,
        { text },
        newKey(),
      ),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
