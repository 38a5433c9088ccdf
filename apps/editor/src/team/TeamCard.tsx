import { ActionIcon, Button, Group, Menu, Modal, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { InvitedMember, MemberLink, Role, TeamMember } from '@signalbox/api/contract';
import { IconDots } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sayError } from '../api/client.js';
import { t } from '../language/t.js';
import classes from '../settings/SettingsPage.module.css';
import { Card } from '../ui/Page.js';
import { Table } from '../ui/Table.js';
import { Time } from '../ui/Time.js';
import { Trouble } from '../ui/Trouble.js';
import { InviteForm } from './InviteForm.js';
import { LinkDialog } from './LinkDialog.js';
import { ROLES, roleInWords, useMay, useMember } from './roles.js';
import { teamQuery } from './team-query.js';

/** Who works in this Signalbox, each with a role. */
export function TeamCard() {
  const client = useQueryClient();
  const team = useQuery(teamQuery);
  const me = useMember();
  const mayManage = useMay('manage');
  const [link, setLink] = useState<(MemberLink & { name: string }) | null>(null);
  const [leaving, setLeaving] = useState<TeamMember | null>(null);
  const [renamed, setRenamed] = useState<TeamMember | null>(null);
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['team'] }),
      client.invalidateQueries({ queryKey: ['session'] }),
    ]);
  const onError = (error: unknown) =>
    notifications.show({ color: 'red', title: t('Nothing changed'), message: sayError(error) });
  const change = useMutation({
    mutationFn: ({ id, ...change }: { id: string; role?: Role; name?: string }) =>
      api.patch(`/api/team/${id}`, change),
    onSuccess: () => {
      setRenamed(null);
      return refresh();
    },
    onError,
  });
  const makeLink = useMutation({
    mutationFn: async (member: TeamMember) => ({
      ...(await api.post<MemberLink>(`/api/team/${member.id}/link`)),
      name: member.name,
    }),
    onSuccess: setLink,
    onError,
  });
  const remove = useMutation({
    mutationFn: ({ id }: TeamMember) => api.delete(`/api/team/${id}`),
    onSuccess: () => {
      setLeaving(null);
      return refresh();
    },
    onError,
  });
  const signOut = useMutation({
    mutationFn: () => api.delete('/api/session'),
    onSuccess: () => client.resetQueries(),
    onError,
  });
  return (
    <>
      <Card title={t('People and roles')}>
        <ul className={classes.roles}>
          {ROLES.map(({ value, label, description }) => (
            <li key={value}>
              <b>{label}</b> {description}
            </li>
          ))}
        </ul>
        {team.isError && <Trouble error={team.error} onRetry={() => void team.refetch()} />}
        {team.data && (
          <div className={classes.members}>
            <Table
              label={t('People and roles')}
              rows={team.data}
              rowKey={({ id }) => id}
              columns={[
                {
                  title: t('Name'),
                  cell: ({ id, name }) => (id === me?.id ? t('{name} (you)', { name }) : name),
                },
                {
                  title: t('Role'),
                  cell: (member) =>
                    mayManage ? (
                      <Select
                        w={160}
                        size="xs"
                        aria-label={t('Role of {name}', { name: member.name })}
                        allowDeselect={false}
                        data={ROLES}
                        value={member.role}
                        onChange={(role) => role && change.mutate({ id: member.id, role: role as Role })}
                      />
                    ) : (
                      roleInWords(member.role)
                    ),
                },
                {
                  title: t('Last here'),
                  cell: ({ joinedAt, lastSeenAt }) =>
                    joinedAt === null ? t('invited') : lastSeenAt ? <Time at={lastSeenAt} /> : t('never'),
                },
                {
                  title: t('More'),
                  unseen: true,
                  numeric: true,
                  cell: (member) =>
                    (mayManage || member.id === me?.id) && (
                      <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
                        <Menu.Target>
                          <ActionIcon
                            variant="subtle"
                            color="gray"
                            aria-label={t('More for {name}', { name: member.name })}
                          >
                            <IconDots size={16} />
                          </ActionIcon>
                        </Menu.Target>
                        <Menu.Dropdown>
                          <Menu.Item onClick={() => makeLink.mutate(member)}>
                            {member.id === me?.id ? t('Sign in on another device') : t('New sign-in link')}
                          </Menu.Item>
                          {mayManage && (
                            <Menu.Item onClick={() => setRenamed(member)}>{t('Rename…')}</Menu.Item>
                          )}
                          {member.id === me?.id && (
                            <Menu.Item onClick={() => signOut.mutate()}>{t('Sign out')}</Menu.Item>
                          )}
                          {mayManage && (
                            <Menu.Item color="red" onClick={() => setLeaving(member)}>
                              {t('Remove…')}
                            </Menu.Item>
                          )}
                        </Menu.Dropdown>
                      </Menu>
                    ),
                },
              ]}
            />
          </div>
        )}
        {mayManage && (
          <InviteForm
            onInvited={async ({ member, ...rest }: InvitedMember) => {
              setLink({ ...rest, name: member.name });
              await refresh();
            }}
          />
        )}
      </Card>
      {link && <LinkDialog {...link} onClose={() => setLink(null)} />}
      {renamed && (
        <Modal opened onClose={() => setRenamed(null)} title={t('Rename')} transitionProps={{ duration: 0 }}>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              const name = String(new FormData(event.currentTarget).get('name')).trim();
              if (name) change.mutate({ id: renamed.id, name });
            }}
          >
            <TextInput
              name="name"
              label={t('Name')}
              maxLength={60}
              defaultValue={renamed.name}
              data-autofocus
            />
            <Group mt="lg" justify="flex-end">
              <Button variant="default" onClick={() => setRenamed(null)}>
                {t('Cancel')}
              </Button>
              <Button type="submit" loading={change.isPending}>
                {t('Rename')}
              </Button>
            </Group>
          </form>
        </Modal>
      )}
      {leaving && (
        <Modal
          opened
          onClose={() => setLeaving(null)}
          title={t('Remove {name}?', { name: leaving.name })}
          transitionProps={{ duration: 0 }}
        >
          <p className={classes.hint}>
            {t(
              'They are signed out everywhere at once, and links of theirs stop working. What they did stays under their name.',
            )}
          </p>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setLeaving(null)}>
              {t('Cancel')}
            </Button>
            <Button color="red" loading={remove.isPending} onClick={() => remove.mutate(leaving)}>
              {t('Remove')}
            </Button>
          </Group>
        </Modal>
      )}
    </>
  );
}
