import type {
  Carrier,
  SelfStopSetting,
  Senders,
  SendingHours,
  Urgency,
  Choices,
  Connection,
  Campaign,
  Campaigns,
  ContactDetail,
  ContactSummary,
  ConversationText,
  CouponPool,
  Delivery,
  GivenCoupon,
  TextSettingsAnswer,
  CarrierDay,
  DemoShop,
  EventName,
  EventEffects,
  EventSummary,
  ExperimentResult,
  HoldOutResult,
  Forecast,
  Figures,
  HomeSummary,
  Integrations,
  Job,
  Journey,
  Lifts,
  JourneyStats,
  JourneySummary,
  LoyaltySettings,
  MessageSummary,
  MigratedConfig,
  PartPrice,
  NodeTypesResponse,
  Phone,
  PicksOfPerson,
  PointsOfPerson,
  PublishPlan,
  ReplyReview,
  RunDetail,
  ListedRun,
  Segment,
  SegmentChoices,
  SegmentDetail,
  SegmentMember,
  SendLimits,
  SignUpForm,
  StorefrontSettings,
  WaitingPerson,
  Waitlists,
  WaitlistSettings,
  Session,
  TeamNote,
  ReplacedDraft,
  VersionSummary,
} from '@signalbox/api/contract';
import type { JourneyGraph } from '@signalbox/engine/graph';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { byName } from '../language/by-name.js';
import { inWords } from '../language/catalogue-words.js';
import { api, withQuery } from './client.js';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => api.get<Session>('/api/session', signal),
  staleTime: Infinity,
  retry: false,
});

export const homeQuery = queryOptions({
  queryKey: ['home'],
  queryFn: ({ signal }) => api.get<HomeSummary>('/api/home', signal),
});

export const figuresQuery = (days: number) =>
  queryOptions({
    queryKey: ['figures', days],
    queryFn: ({ signal }) => api.get<Figures>(`/api/figures?days=${days}`, signal),
    // Counted over the whole period: not with every event that comes in.
    refetchInterval: 15_000,
    staleTime: 10_000,
    placeholderData: keepPreviousData,
  });

export const journeysQuery = queryOptions({
  queryKey: ['journeys'],
  queryFn: async ({ signal }) =>
    (await api.get<{ journeys: JourneySummary[] }>('/api/journeys', signal)).journeys,
});

export const journeyQuery = (id: string) =>
  queryOptions({
    queryKey: ['journey', id],
    queryFn: ({ signal }) => api.get<Journey>(`/api/journeys/${id}`, signal),
  });

/**
 * @param version a version's number, or `all` of them
 * @param from only entries since this instant
 */
export const statsQuery = (
  id: string,
  version: number | 'all' = 'all',
  period: { from?: string; to?: string } = {},
) =>
  queryOptions({
    queryKey: ['journey', id, 'stats', version, period],
    queryFn: ({ signal }) =>
      api.get<JourneyStats>(withQuery(`/api/journeys/${id}/stats`, { version, ...period }), signal),
    placeholderData: keepPreviousData,
  });

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['journey', id, 'versions'],
    queryFn: async ({ signal }) =>
      (await api.get<{ versions: VersionSummary[] }>(`/api/journeys/${id}/versions`, signal)).versions,
  });

/** Drafts that were changed on the canvas and then drawn anew. */
export const replacedDraftsQuery = (id: string) =>
  queryOptions({
    queryKey: ['journey', id, 'replaced-drafts'],
    queryFn: async ({ signal }) =>
      (await api.get<{ drafts: ReplacedDraft[] }>(`/api/journeys/${id}/replaced-drafts`, signal)).drafts,
  });

export interface RunFilter {
  node?: string | null;
  port?: string | null;
  status?: string | null;
  version?: string | null;
  from?: string | null;
  to?: string | null;
  /** `reached` */
  goal?: string | null;
}

export const runsQuery = (journeyId: string, filter: RunFilter) =>
  infiniteQueryOptions({
    queryKey: ['runs', journeyId, filter],
    queryFn: ({ signal, pageParam }) =>
      api.get<{ runs: ListedRun[]; nextCursor: string | null }>(
        withQuery(`/api/journeys/${journeyId}/runs`, { ...filter, cursor: pageParam }),
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

/** How many live runs stand in a state, without naming them. */
export const runsQueryOf = (journeyId: string, status: string) =>
  queryOptions({
    queryKey: ['runs', journeyId, 'count', status],
    queryFn: async () =>
      (
        await api.post<{ count: number }>(`/api/journeys/${journeyId}/runs/act`, {
          action: { kind: 'hold' },
          status,
          dryRun: true,
        })
      ).count,
  });

export const versionQuery = (journeyId: string, version: number) =>
  queryOptions({
    queryKey: ['version', journeyId, version],
    queryFn: ({ signal }) =>
      api.get<{ version: number; publishedAt: string; graph: JourneyGraph }>(
        `/api/journeys/${journeyId}/versions/${version}`,
        signal,
      ),
    // A version never changes.
    staleTime: Infinity,
  });

/** The drawing of the newest version that has a step which later ones have no more; `null` if none ever had it. */
export const drawnWithQuery = (journeyId: string, nodeId: string) =>
  queryOptions({
    queryKey: ['version', journeyId, 'with', nodeId],
    queryFn: async ({ client }) => {
      const versions = await client.fetchQuery(versionsQuery(journeyId));
      for (const { version } of versions.toSorted((one, other) => other.version - one.version)) {
        const { graph } = await client.fetchQuery(versionQuery(journeyId, version));
        if (graph.nodes.some(({ id }) => id === nodeId)) return graph;
      }
      return null;
    },
    staleTime: Infinity,
  });

/** @param graph as the canvas has it now; `key` tells one from the next */
export const forecastQuery = (journeyId: string, graph: JourneyGraph, key: number, days: number) =>
  queryOptions({
    queryKey: ['forecast', journeyId, key, days],
    queryFn: () => api.post<Forecast>(`/api/journeys/${journeyId}/forecast`, { graph, days }),
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
    refetchInterval: (query) => (query.state.data?.isCounting ? 1_000 : false),
  });

export const partPriceQuery = queryOptions({
  queryKey: ['part-price'],
  queryFn: async ({ signal }) =>
    (await api.get<{ price: PartPrice | null }>('/api/settings/part-price', signal)).price,
});

export const publishPlanQuery = (journeyId: string) =>
  queryOptions({
    queryKey: ['journey', journeyId, 'publish-plan'],
    queryFn: ({ signal }) => api.get<PublishPlan>(`/api/journeys/${journeyId}/publish-plan`, signal),
    gcTime: 0,
  });

/** How many people who were moved to a version could be moved back. */
export const movableBackQuery = (journeyId: string, version: number) =>
  queryOptions({
    queryKey: ['journey', journeyId, 'move-back', version],
    queryFn: async () =>
      (
        await api.post<{ count: number }>(`/api/journeys/${journeyId}/move-back`, {
          version,
          dryRun: true,
        })
      ).count,
  });

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: ['run', id],
    queryFn: ({ signal }) => api.get<RunDetail>(`/api/runs/${id}`, signal),
  });

export const nodeTypesQuery = queryOptions({
  queryKey: ['node-types'],
  queryFn: ({ signal }) => api.get<NodeTypesResponse>('/api/node-types', signal),
  staleTime: 5 * 60_000,
  select: ({ nodeTypes }) => inWords(nodeTypes),
});

/** What could not be loaded of packages of node types. */
export const nodeProblemsQuery = queryOptions({
  ...nodeTypesQuery,
  select: (answer: NodeTypesResponse) => answer.problems,
});

export const connectionsQuery = queryOptions({
  queryKey: ['connections'],
  queryFn: async ({ signal }) =>
    (await api.get<{ connections: Connection[] }>('/api/connections', signal)).connections,
});

/** What receivers check the signature of requests with; `null` without a secret to make it of. */
export const signingKeyQuery = queryOptions({
  queryKey: ['signing-key'],
  queryFn: async ({ signal }) =>
    (await api.get<{ signingKey: string | null }>('/api/signing-key', signal)).signingKey,
});

/** @param depends what of the configuration the choices depend on: another answer for another value */
export const choicesQuery = (type: string, name: string, config: object, depends: unknown[]) =>
  queryOptions({
    queryKey: ['choices', type, name, depends],
    queryFn: async () =>
      (await api.post<Choices>(`/api/node-types/${type}/choices/${name}`, { config })).choices,
    staleTime: 60_000,
    retry: false,
  });

export const migrationQuery = (type: string, from: number, config: object) =>
  queryOptions({
    queryKey: ['migration', type, from, config],
    queryFn: () => api.post<MigratedConfig>(`/api/node-types/${type}/migrate`, { config, from }),
    retry: false,
  });

export const eventNamesQuery = queryOptions({
  queryKey: ['event-names'],
  queryFn: async ({ signal }) => (await api.get<{ events: EventName[] }>('/api/event-names', signal)).events,
  staleTime: 30_000,
});

export interface EventFilter {
  name?: string | null;
  contact?: string | null;
}

const EVENTS_AT_ONCE = 100;

export const eventsQuery = (filter: EventFilter) =>
  infiniteQueryOptions({
    queryKey: ['events', filter],
    queryFn: async ({ signal, pageParam }) =>
      (
        await api.get<{ events: EventSummary[] }>(
          withQuery('/api/events', { ...filter, before: pageParam, limit: EVENTS_AT_ONCE }),
          signal,
        )
      ).events,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.length === EVENTS_AT_ONCE ? page.at(-1)!.id : null),
  });

export const contactsQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: ['contacts', search],
    queryFn: ({ signal, pageParam }) =>
      api.get<{ contacts: ContactSummary[]; total: number; nextCursor: string | null }>(
        withQuery('/api/contacts', { search, cursor: pageParam, limit: 50 }),
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: ['contact', id],
    queryFn: ({ signal }) => api.get<ContactDetail>(`/api/contacts/${id}`, signal),
  });

export interface MessageFilter {
  journey?: string | null;
  state?: string | null;
  reason?: string | null;
  node?: string | null;
  /** Planned in so many last days. */
  days?: string | null;
  search?: string | null;
  /** Of entries into this version, and of those that began in a period. */
  version?: string | null;
  from?: string | null;
  to?: string | null;
  /** `clicked` or `ordered` */
  then?: string | null;
}

export const messagesQuery = (filter: MessageFilter) =>
  infiniteQueryOptions({
    queryKey: ['messages', filter],
    queryFn: ({ signal, pageParam }) =>
      api.get<{ messages: MessageSummary[]; nextCursor: string | null }>(
        withQuery('/api/messages', { ...filter, cursor: pageParam }),
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const segmentsQuery = queryOptions({
  queryKey: ['segments'],
  queryFn: async ({ signal }) =>
    byName((await api.get<{ segments: Segment[] }>('/api/segments', signal)).segments, ({ name }) => name),
  refetchInterval: (query) => (query.state.data?.some(({ isCounting }) => isCounting) ? 1_000 : false),
});

export const segmentQuery = (id: string) =>
  queryOptions({
    queryKey: ['segments', id],
    queryFn: ({ signal }) => api.get<SegmentDetail>(`/api/segments/${id}`, signal),
    refetchInterval: (query) => (query.state.data?.isCounting ? 1_000 : false),
  });

export const segmentMembersQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['segments', id, 'members'],
    queryFn: ({ signal, pageParam }) =>
      api.get<{ members: SegmentMember[]; nextCursor: string | null }>(
        withQuery(`/api/segments/${id}/members`, { cursor: pageParam }),
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

/** What a rule may ask for, as far as it is known. */
export const segmentChoicesQuery = queryOptions({
  queryKey: ['segment-choices'],
  queryFn: async ({ signal }) => {
    const choices = await api.get<SegmentChoices>('/api/segment-choices', signal);
    return { ...choices, tags: byName(choices.tags, (tag) => tag) };
  },
  staleTime: 60_000,
});

export const couponPoolsQuery = queryOptions({
  queryKey: ['coupon-pools'],
  queryFn: async ({ signal }) =>
    byName((await api.get<{ pools: CouponPool[] }>('/api/coupon-pools', signal)).pools, ({ pool }) => pool),
});

export const givenCouponsQuery = (pool: string) =>
  queryOptions({
    queryKey: ['coupon-pools', pool, 'given'],
    queryFn: async ({ signal }) =>
      (
        await api.get<{ coupons: GivenCoupon[] }>(
          `/api/coupon-pools/${encodeURIComponent(pool)}/given`,
          signal,
        )
      ).coupons,
  });

export const textSettingsQuery = queryOptions({
  queryKey: ['text-settings'],
  queryFn: ({ signal }) => api.get<TextSettingsAnswer>('/api/settings/texts', signal),
});

export const isUnderWay = ({ status }: Campaign) => status === 'gathering' || status === 'running';

export const allCampaignsQuery = queryOptions({
  queryKey: ['campaigns'],
  queryFn: ({ signal }) => api.get<Campaigns>('/api/campaigns', signal),
  refetchInterval: (query) => (query.state.data?.campaigns.some(isUnderWay) ? 5_000 : 60_000),
});

export const campaignsQuery = (journeyId: string) =>
  queryOptions({
    queryKey: ['journey', journeyId, 'campaigns'],
    queryFn: async ({ signal }) =>
      (await api.get<{ campaigns: Campaign[] }>(`/api/journeys/${journeyId}/campaigns`, signal)).campaigns,
    // People are let in wave by wave: look again while that goes on.
    refetchInterval: (query) => (query.state.data?.some(isUnderWay) ? 2_000 : 30_000),
  });

export const holdOutQuery = (journeyId: string, nodeId: string) =>
  queryOptions({
    queryKey: ['journey', journeyId, 'hold-out', nodeId],
    queryFn: ({ signal }) =>
      api.get<HoldOutResult>(`/api/journeys/${journeyId}/hold-outs/${encodeURIComponent(nodeId)}`, signal),
    refetchInterval: 30_000,
  });

export const liftsQuery = queryOptions({
  queryKey: ['lifts'],
  queryFn: async ({ signal }) => (await api.get<Lifts>('/api/lifts', signal)).lifts,
  // Counted over everybody who ever came to a split.
  staleTime: 60_000,
});

export const experimentQuery = (journeyId: string, nodeId: string) =>
  queryOptions({
    queryKey: ['journey', journeyId, 'experiment', nodeId],
    queryFn: ({ signal }) =>
      api.get<ExperimentResult>(
        `/api/journeys/${journeyId}/experiments/${encodeURIComponent(nodeId)}`,
        signal,
      ),
    refetchInterval: 30_000,
    retry: false,
  });

export const limitsQuery = queryOptions({
  queryKey: ['limits'],
  queryFn: ({ signal }) => api.get<SendLimits>('/api/settings/limits', signal),
});

export const carrierQuery = queryOptions({
  queryKey: ['carrier'],
  queryFn: ({ signal }) => api.get<Carrier>('/api/settings/carrier', signal),
});

export const sendersQuery = queryOptions({
  queryKey: ['senders'],
  queryFn: ({ signal }) => api.get<Senders>('/api/settings/senders', signal),
});

export const selfStopQuery = queryOptions({
  queryKey: ['self-stop'],
  queryFn: ({ signal }) => api.get<SelfStopSetting>('/api/settings/self-stop', signal),
});

export const sendingHoursQuery = queryOptions({
  queryKey: ['sending-hours'],
  queryFn: ({ signal }) => api.get<SendingHours>('/api/settings/hours', signal),
});

export const urgencyQuery = queryOptions({
  queryKey: ['urgency'],
  queryFn: ({ signal }) => api.get<Urgency>('/api/settings/urgency', signal),
});

export const reviewsQuery = queryOptions({
  queryKey: ['reply-reviews'],
  queryFn: async ({ signal }) =>
    (await api.get<{ reviews: ReplyReview[] }>('/api/reply-reviews', signal)).reviews,
});

export const teamNotesQuery = queryOptions({
  queryKey: ['team-notes'],
  queryFn: async ({ signal }) => (await api.get<{ notes: TeamNote[] }>('/api/team-notes', signal)).notes,
});

export const conversationQuery = (contactId: string) =>
  queryOptions({
    queryKey: ['contact', contactId, 'conversation'],
    queryFn: async ({ signal }) =>
      (await api.get<{ texts: ConversationText[] }>(`/api/contacts/${contactId}/conversation`, signal)).texts,
  });

export const phonesQuery = queryOptions({
  queryKey: ['phones'],
  queryFn: async ({ signal }) => (await api.get<{ phones: Phone[] }>('/api/phone', signal)).phones,
});

/** Fails with a real carrier, whose days nobody chooses. */
export const carrierDayQuery = queryOptions({
  queryKey: ['carrier-day'],
  queryFn: ({ signal }) => api.get<CarrierDay>('/api/phone/day', signal),
  retry: false,
});

export const signUpFormsQuery = queryOptions({
  queryKey: ['sign-up-forms'],
  queryFn: async ({ signal }) =>
    byName((await api.get<{ forms: SignUpForm[] }>('/api/sign-up-forms', signal)).forms, ({ name }) => name),
});

export const waitlistsQuery = (search: string) =>
  queryOptions({
    queryKey: ['waitlists', search],
    queryFn: ({ signal }) => api.get<Waitlists>(withQuery('/api/waitlists', { search }), signal),
    placeholderData: keepPreviousData,
    refetchInterval: 5_000,
  });

export const lineQuery = (shop: string, variantId: string) =>
  queryOptions({
    queryKey: ['waitlists', 'line', shop, variantId],
    queryFn: async ({ signal }) =>
      (
        await api.get<{ people: WaitingPerson[] }>(
          withQuery('/api/waitlists/line', { shop, variantId }),
          signal,
        )
      ).people,
    refetchInterval: 5_000,
  });

export const waitlistSettingsQuery = queryOptions({
  queryKey: ['waitlist-settings'],
  queryFn: ({ signal }) => api.get<WaitlistSettings>('/api/settings/waitlist', signal),
});

export const storefrontQuery = queryOptions({
  queryKey: ['storefront'],
  queryFn: ({ signal }) => api.get<StorefrontSettings>('/api/settings/storefront', signal),
});

export const demoShopQuery = queryOptions({
  queryKey: ['demo-shop'],
  queryFn: ({ signal }) => api.get<DemoShop>('/api/demo/shop', signal),
});

export const jobQuery = (id: string | null) =>
  queryOptions({
    queryKey: ['job', id],
    queryFn: ({ signal }) => api.get<Job>(`/api/jobs/${id}`, signal),
    enabled: id !== null,
    // A job has no live updates of its own: ask until it ends.
    refetchInterval: (query) => (query.state.data?.status === 'running' || !query.state.data ? 500 : false),
  });

export const integrationsQuery = queryOptions({
  queryKey: ['integrations'],
  queryFn: ({ signal }) => api.get<Integrations>('/api/integrations', signal),
});

/** @param integration `null`: of all */
export const deliveriesQuery = ({ integration, limit }: { integration: string | null; limit: number }) =>
  queryOptions({
    queryKey: ['deliveries', integration, limit],
    queryFn: async ({ signal }) =>
      (
        await api.get<{ deliveries: Delivery[] }>(
          withQuery('/api/webhook-deliveries', { integration: integration ?? undefined, limit }),
          signal,
        )
      ).deliveries,
  });

export const eventEffectsQuery = (id: string) =>
  queryOptions({
    queryKey: ['event-effects', id],
    queryFn: ({ signal }) => api.get<EventEffects>(`/api/events/${id}/effects`, signal),
  });

export const loyaltyQuery = queryOptions({
  queryKey: ['loyalty'],
  queryFn: ({ signal }) => api.get<LoyaltySettings>('/api/settings/loyalty', signal),
});

export const pointsQuery = (contactId: string) =>
  infiniteQueryOptions({
    queryKey: ['contact', contactId, 'points'],
    queryFn: ({ signal, pageParam }) =>
      api.get<PointsOfPerson>(
        withQuery(`/api/contacts/${contactId}/points`, { cursor: pageParam, limit: 25 }),
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const picksQuery = (contactId: string) =>
  queryOptions({
    queryKey: ['contact', contactId, 'picks'],
    queryFn: async ({ signal }) =>
      (await api.get<PicksOfPerson>(`/api/contacts/${contactId}/picks`, signal)).picks,
  });
