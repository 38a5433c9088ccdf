import { Button, Group, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { InvitedMember, Role } from '@signalbox/api/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sayError } from '../api/client.js';
import { t } from '../language/t.js';
import { ROLES } from './roles.js';

/** Takes somebody on the team: what comes of it is a link for them. */
export function InviteForm({ onInvited }: { onInvited: (invited: InvitedMember) => void | Promise<void> }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('editor');
  const invite = useMutation({
    mutationFn: () => api.post<InvitedMember>('/api/team', { name, role }),
    onSuccess: async (invited) => {
      setName('');
      await onInvited(invited);
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: t('Not invited'), message: sayError(error) }),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        invite.mutate();
      }}
    >
      <Group align="end" mt="md">
        <TextInput
          label={t('Name')}
          placeholder={t('Anna Holm')}
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={t('Role')}
          w={170}
          allowDeselect={false}
          data={ROLES}
          value={role}
          onChange={(value) => value && setRole(value as Role)}
        />
        <Button type="submit" variant="default" disabled={name.trim() === ''} loading={invite.isPending}>
          {t('Invite')}
        </Button>
      </Group>
    </form>
  );
}
