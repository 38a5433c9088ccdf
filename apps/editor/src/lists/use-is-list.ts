import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.js';

/** Makes a tag a list, or a list a tag, and makes it first where there is none of the name. */
export function useIsList(onDone?: (name: string) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, isList }: { name: string; isList: boolean }) =>
      api.put(`/api/tags/${encodeURIComponent(name)}`, { isList }),
    onSuccess: async (_answer, { name }) => {
      await client.invalidateQueries({ queryKey: ['contacts', 'tags'] });
      onDone?.(name);
    },
  });
}
