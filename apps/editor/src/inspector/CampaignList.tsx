import { useQuery } from '@tanstack/react-query';
import { campaignsQuery } from '../api/queries.js';
import { CAMPAIGN_WORDS, whenOf } from '../campaigns/campaign-words.js';
import { CampaignProgress } from '../campaigns/CampaignProgress.js';
import { StopCampaign } from '../campaigns/StopCampaign.js';
import { t } from '../language/t.js';
import { Chip } from '../ui/Chip.js';
import classes from './StepResults.module.css';

/** The times that a journey went to its audience: whom each has reached, and when it will be done. */
export function CampaignList({ journeyId }: { journeyId: string }) {
  const campaigns = useQuery(campaignsQuery(journeyId)).data ?? [];
  if (campaigns.length === 0)
    return <p className={classes.hint}>{t('It has not come round yet. Its progress will stand here.')}</p>;
  return (
    <ul className={classes.list} aria-label={t('Campaigns')}>
      {campaigns.map((campaign) => (
        <li key={campaign.id}>
          <p className={classes.head}>
            <b>{whenOf(campaign)}</b>
            <Chip tone={CAMPAIGN_WORDS[campaign.status].tone}>{CAMPAIGN_WORDS[campaign.status].words}</Chip>
          </p>
          <CampaignProgress campaign={campaign} />
          <StopCampaign campaign={campaign} />
        </li>
      ))}
    </ul>
  );
}
